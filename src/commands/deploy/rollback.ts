// infer deploy rollback: back to what was there before the last deployment.
import * as Flags from '@oclif/core/flags'
import {changeFlags, stackFlags} from '../../deploy-flags.ts'
import {DeployCommand} from '../../deploy-command.ts'
import type {RollbackResult} from '../../services/deploy/rollback.ts'

export default class Rollback extends DeployCommand {
  static override summary = 'go back to what was there before the last deployment'
  static override description =
    'What holds data or is protected is never changed or removed by it; what cannot become as it was is said before anything is done.'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --dry-run --json',
    '<%= config.bin %> <%= command.id %> --file prod.yaml --yes',
  ]
  static override flags = {
    ...stackFlags,
    'dry-run': Flags.boolean({description: 'show the plan and change nothing'}),
    ...changeFlags,
  }

  async run(): Promise<RollbackResult> {
    const {flags} = await this.parse(Rollback)
    const {runRollback} = await import('../../ui/deploy/run-rollback.ts')
    return runRollback(flags, await this.host(flags))
  }
}
