// infer deploy update: changes a stack that is there, from what is found there.
import * as Flags from '@oclif/core/flags'
import {changeFlags, choiceFlags, stackFlags} from '../../deploy-flags.ts'
import {DeployCommand} from '../../deploy-command.ts'
import type {DeployResult} from '../../services/deploy/deploy.ts'

export default class Update extends DeployCommand {
  static override summary = 'change a stack that is deployed, from what is found there'
  static override description =
    'As infer deploy, but every resource is read first, so that what was changed elsewhere is put right, and a stack that was never deployed is refused.'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --yes --on-failure rollback',
    '<%= config.bin %> <%= command.id %> --file prod.yaml --target api',
  ]
  static override flags = {
    ...stackFlags,
    refresh: Flags.boolean({
      description: 'read what is there first; on by default',
      allowNo: true,
      default: true,
    }),
    'allow-vanished': Flags.boolean({
      description: 'go on although more than a fifth of the resources is gone',
    }),
    'on-failure': Flags.string({
      description:
        'when a step fails: keep what was done, go back, or ask; ask in a terminal, else keep, by default',
      options: ['keep', 'rollback', 'ask'],
    }),
    ...choiceFlags,
    ...changeFlags,
  }

  async run(): Promise<DeployResult> {
    const {flags} = await this.parse(Update)
    const {runDeploy} = await import('../../ui/deploy/run-deploy.ts')
    return runDeploy(flags, await this.host(flags), 'infer deploy update')
  }
}
