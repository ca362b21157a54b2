// infer deploy status: what is remembered of a stack, and how it is.
import * as Flags from '@oclif/core/flags'
import {stackFlags} from '../../deploy-flags.ts'
import {DeployCommand} from '../../deploy-command.ts'
import type {StatusResult} from '../../services/deploy/status.ts'

export default class Status extends DeployCommand {
  static override summary = 'show what is deployed, what is unfinished, and who is at work'
  static override description =
    'From what is remembered; --live asks the provider how each thing is. Nothing is changed or written.'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --live --watch --every 10s',
    '<%= config.bin %> <%= command.id %> --file prod.yaml --json',
  ]
  static override flags = {
    ...stackFlags,
    live: Flags.boolean({description: 'ask the provider about the health of each resource'}),
    watch: Flags.boolean({description: 'show it again and again until Ctrl-C'}),
    every: Flags.string({
      description: 'time between two looks of --watch; 2s by default',
      helpValue: 'time',
      dependsOn: ['watch'],
    }),
  }

  async run(): Promise<StatusResult> {
    const {flags} = await this.parse(Status)
    const {runStatus} = await import('../../ui/deploy/run-status.ts')
    return runStatus(flags, await this.host(flags))
  }
}
