// infer deploy hooks: the programs a stack runs.
import {stackFlags} from '../../deploy-flags.ts'
import {DeployCommand} from '../../deploy-command.ts'
import type {HooksResult} from '../../services/deploy/hooks.ts'

export default class Hooks extends DeployCommand {
  static override summary = 'list the programs a stack file runs, when, and whether they are here'
  static override description = 'None of them is run, and no provider is asked.'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --file prod.yaml',
    '<%= config.bin %> <%= command.id %> --set size=m --json',
  ]
  static override flags = stackFlags

  async run(): Promise<HooksResult> {
    const {flags} = await this.parse(Hooks)
    const {runHooks} = await import('../../ui/deploy/run-reads.ts')
    return runHooks(flags, await this.host(flags))
  }
}
