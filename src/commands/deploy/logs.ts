// infer deploy logs NAME: the last lines a deployed thing wrote.
import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import {stackFlags} from '../../deploy-flags.ts'
import {DeployCommand} from '../../deploy-command.ts'
import type {LogsResult} from '../../services/deploy/logs.ts'

export default class Logs extends DeployCommand {
  static override summary = 'show the last lines that a deployed resource wrote'
  static override examples = [
    '<%= config.bin %> <%= command.id %> api',
    '<%= config.bin %> <%= command.id %> workers --lines 20',
    '<%= config.bin %> <%= command.id %> api --file prod.yaml --json',
  ]
  static override args = {name: Args.string({description: 'resource', required: true})}
  static override flags = {
    ...stackFlags,
    lines: Flags.integer({description: 'how many lines at most', default: 100, helpValue: 'n'}),
  }

  async run(): Promise<LogsResult> {
    const {args, flags} = await this.parse(Logs)
    const {runLogs} = await import('../../ui/deploy/run-reads.ts')
    return runLogs(args.name, flags, await this.host(flags))
  }
}
