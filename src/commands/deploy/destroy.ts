// infer deploy destroy: takes a stack away.
import * as Flags from '@oclif/core/flags'
import {allowLoss, changeFlags, stackFlags} from '../../deploy-flags.ts'
import {DeployCommand} from '../../deploy-command.ts'
import type {DeployResult} from '../../services/deploy/deploy.ts'

export default class Destroy extends DeployCommand {
  static override summary = 'remove a stack, or all of it but its data'
  static override description =
    'What is protected or holds data is refused unless it is named with --allow-loss, or stays with --keep-data and is taken back when the stack is deployed again.'
  static override examples = [
    '<%= config.bin %> <%= command.id %> --keep-data',
    '<%= config.bin %> <%= command.id %> --allow-loss data,database --yes',
    '<%= config.bin %> <%= command.id %> --file test.yaml --dry-run',
  ]
  static override flags = {
    ...stackFlags,
    'dry-run': Flags.boolean({description: 'show the plan and change nothing'}),
    'keep-data': Flags.boolean({
      description: 'let what holds data or is protected stay, with all it stands on',
    }),
    'allow-loss': allowLoss,
    ...changeFlags,
  }

  async run(): Promise<DeployResult> {
    const {flags} = await this.parse(Destroy)
    const {runDestroy} = await import('../../ui/deploy/run-destroy.ts')
    return runDestroy(flags, await this.host(flags))
  }
}
