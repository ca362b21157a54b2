// infer deploy validate: the stack file alone.
import * as Flags from '@oclif/core/flags'
import {stackFlags} from '../../deploy-flags.ts'
import {DeployCommand} from '../../deploy-command.ts'
import type {ValidateResult} from '../../services/deploy/validate.ts'

export default class ValidateStack extends DeployCommand {
  static override summary = 'check a stack file: every fault with its line'
  static override description =
    'Nobody is asked, so it works without an account; --connect also asks the provider what it can, and checks its own fields.'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --file prod.yaml --connect',
    '<%= config.bin %> <%= command.id %> --set size=l --json',
  ]
  static override flags = {
    ...stackFlags,
    connect: Flags.boolean({description: 'ask the provider what it can, and check its own fields'}),
  }

  async run(): Promise<ValidateResult> {
    const {flags} = await this.parse(ValidateStack)
    const {runValidate} = await import('../../ui/deploy/run-reads.ts')
    return runValidate(flags, await this.host(flags))
  }
}
