// infer deploy adopt: takes what is already there into a stack.
import * as Args from '@oclif/core/args'
import {changeFlags, stackFlags} from '../../deploy-flags.ts'
import {DeployCommand} from '../../deploy-command.ts'
import type {AdoptResult} from '../../services/deploy/upkeep.ts'

const {'lock-wait': lockWait, progress} = changeFlags

export default class Adopt extends DeployCommand {
  static override summary = 'take something that is already there into the stack'
  static override description =
    'The thing becomes the resource of that name in the stack file, unchanged; infer deploy plan shows what the next deployment would change of it.'
  static override args = {
    name: Args.string({description: 'resource of the stack file', required: true}),
    id: Args.string({description: 'id of the thing with the provider', required: true}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> data my-bucket-7f3a',
    '<%= config.bin %> <%= command.id %> net vpc-0f3a --file prod.yaml',
    '<%= config.bin %> <%= command.id %> database orders-db --json',
  ]
  static override flags = {...stackFlags, 'lock-wait': lockWait, progress}

  async run(): Promise<AdoptResult> {
    const {args, flags} = await this.parse(Adopt)
    const {runAdopt} = await import('../../ui/deploy/run-upkeep.ts')
    return runAdopt(args, flags, await this.host(flags))
  }
}
