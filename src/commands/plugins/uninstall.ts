// infer plugins uninstall: takes away what was installed or linked.
import * as Args from '@oclif/core/args'
import {InferCommand} from '../../base-command.ts'

export default class PluginsUninstall extends InferCommand {
  static override summary = 'remove plugins that were installed or linked'
  static override aliases = ['plugins:unlink', 'plugins:remove']
  static override strict = false
  static override args = {
    plugin: Args.string({
      default: '.',
      description: 'short name, package or folder of a linked one; several may follow each other',
    }),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> ctgan',
    '<%= config.bin %> <%= command.id %> @you/your-plugin --json',
    '<%= config.bin %> <%= command.id %> ./my-generator',
  ]

  async run(): Promise<{readonly uninstalled: readonly string[]}> {
    const {argv, flags} = await this.parse(PluginsUninstall)
    const {uninstallPlugins} = await import('../../services/change-plugins.ts')
    const names = argv.length === 0 ? ['.'] : (argv as string[])
    const uninstalled = await uninstallPlugins(names, flags.verbose ? ['--verbose'] : [], this.config)
    this.print(uninstalled.map(name => `${name} is removed`).join('\n'))
    return {uninstalled}
  }
}
