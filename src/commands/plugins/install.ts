// infer plugins install: generators and providers by their short names, without the scripts that packages bring.
import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import {InferCommand} from '../../base-command.ts'
import type {Installed} from '../../services/install-plugins.ts'

export default class PluginsInstall extends InferCommand {
  static override summary = 'install generators and providers'
  static override description =
    'npm fetches them into a folder of your own; INFER_NPM_REGISTRY names another registry. What packages would run while they are installed is not run.'
  static override aliases = ['plugins:add']
  static override strict = false
  static override args = {
    plugin: Args.string({
      required: true,
      description: 'short name, package or address of a git repository; several may follow each other',
    }),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> ctgan',
    '<%= config.bin %> <%= command.id %> @inferloop/generator-ctgan@0.1',
    'INFER_NPM_REGISTRY=https://npm.example <%= config.bin %> <%= command.id %> ctgan --json',
  ]
  static override flags = {
    'allow-scripts': Flags.boolean({
      description: 'run the install scripts of the plugin and of what it needs; INFER_ALLOW_SCRIPTS=1 always',
    }),
    force: Flags.boolean({char: 'f', description: 'fetch again what is there'}),
  }

  async run(): Promise<{readonly installed: readonly Installed[]}> {
    const {argv, flags} = await this.parse(PluginsInstall)
    const {runInstall} = await import('../../ui/run-install.ts')
    const {installed, text} = await runInstall(
      argv as string[],
      {...flags, json: this.jsonEnabled()},
      this.config,
    )
    this.print(text)
    return {installed}
  }
}
