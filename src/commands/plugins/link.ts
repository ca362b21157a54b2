// infer plugins link: a plugin that is being written is used where it lies.
import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import {InferCommand} from '../../base-command.ts'
import type {Linked} from '../../services/change-plugins.ts'

export default class PluginsLink extends InferCommand {
  static override summary = 'use a plugin you are writing where it lies'
  static override description =
    'It takes the place of an installed one of the same name, until infer plugins uninstall.'
  static override args = {
    path: Args.string({default: '.', description: 'folder with the package.json of the plugin'}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> ./my-generator',
    '<%= config.bin %> <%= command.id %> ./my-generator --no-install --json',
  ]
  static override flags = {
    install: Flags.boolean({
      allowNo: true,
      default: true,
      description: 'install what it depends on, by its lock file',
    }),
  }

  async run(): Promise<{readonly linked: Linked}> {
    const {args, flags} = await this.parse(PluginsLink)
    const {linkPlugin} = await import('../../services/change-plugins.ts')
    const {install, verbose} = flags
    const more = [...(install ? [] : ['--no-install']), ...(verbose ? ['--verbose'] : [])]
    const linked = await linkPlugin(args.path, more, this.config)
    this.print(
      `${linked.plugin} ${linked.version} is linked to ${linked.folder}\ninfer info lists what it offers`,
    )
    return {linked}
  }
}
