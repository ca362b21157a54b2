// infer deploy unlock: takes away the lock of a run that is dead.
import * as Flags from '@oclif/core/flags'
import {stackFlags} from '../../deploy-flags.ts'
import {DeployCommand} from '../../deploy-command.ts'
import type {UnlockResult} from '../../services/deploy/unlock.ts'

export default class Unlock extends DeployCommand {
  static override summary = 'take away the lock of a run that is dead'
  static override description =
    'Seldom needed: a run that died on this machine is taken over at once, one of another machine after 90 s without a sign of life. A lock whose holder shows signs of life is not taken away.'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --run 0b9d6c1e-5a9f-4b0c-9f0e-6a1f6f7c9d52',
    '<%= config.bin %> <%= command.id %> --file prod.yaml --json',
  ]
  static override flags = {
    ...stackFlags,
    run: Flags.string({description: 'id of the run, as infer deploy status shows it', helpValue: 'id'}),
  }

  async run(): Promise<UnlockResult> {
    const {flags} = await this.parse(Unlock)
    const {runUnlock} = await import('../../ui/deploy/run-unlock.ts')
    return runUnlock(flags, await this.host(flags))
  }
}
