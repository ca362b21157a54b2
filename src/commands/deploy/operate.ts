// infer deploy operate: restart, rotate, snapshot and what else a kind can.
import * as Args from '@oclif/core/args'
import {changeFlags, stackFlags} from '../../deploy-flags.ts'
import {DeployCommand} from '../../deploy-command.ts'
import type {OperateResult} from '../../services/deploy/upkeep.ts'

export default class Operate extends DeployCommand {
  static override summary = 'restart, rotate or snapshot one resource'
  static override description =
    'Operations change no field of the stack file. What stands on a secret that was rotated is restarted. One that interrupts the service asks first.'
  static override args = {
    name: Args.string({description: 'resource', required: true}),
    operation: Args.string({description: 'restart, rotate, snapshot, as its kind can', required: true}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> api restart --yes',
    '<%= config.bin %> <%= command.id %> database snapshot',
    '<%= config.bin %> <%= command.id %> database-password rotate --file prod.yaml',
  ]
  static override flags = {...stackFlags, ...changeFlags}

  async run(): Promise<OperateResult> {
    const {args, flags} = await this.parse(Operate)
    const {runOperate} = await import('../../ui/deploy/run-upkeep.ts')
    return runOperate(args, flags, await this.host(flags))
  }
}
