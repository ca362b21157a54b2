// infer deploy refresh: reads what is there into what is remembered.
import * as Flags from '@oclif/core/flags'
import {changeFlags, stackFlags} from '../../deploy-flags.ts'
import {DeployCommand} from '../../deploy-command.ts'
import type {RefreshResult} from '../../services/deploy/upkeep.ts'

const {'lock-wait': lockWait, progress} = changeFlags

export default class Refresh extends DeployCommand {
  static override summary = 'read what is there into what is remembered'
  static override description =
    'The provider is asked about each resource; nothing of it is changed. When more than a fifth is gone at once it is the wrong account more often than not, and nothing is remembered.'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --allow-vanished',
    '<%= config.bin %> <%= command.id %> --file prod.yaml --json',
  ]
  static override flags = {
    ...stackFlags,
    'allow-vanished': Flags.boolean({
      description: 'go on although more than a fifth of the resources is gone',
    }),
    'lock-wait': lockWait,
    progress,
  }

  async run(): Promise<RefreshResult> {
    const {flags} = await this.parse(Refresh)
    const {runRefresh} = await import('../../ui/deploy/run-upkeep.ts')
    return runRefresh(flags, await this.host(flags))
  }
}
