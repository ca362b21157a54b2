// infer deploy recover: clears up what an interrupted run left, or brings lost state back.
import * as Flags from '@oclif/core/flags'
import {changeFlags, stackFlags} from '../../deploy-flags.ts'
import {DeployCommand} from '../../deploy-command.ts'
import type {RecoverResult} from '../../services/deploy/recover.ts'

export default class Recover extends DeployCommand {
  static override summary = 'clear up an interrupted run, or bring lost state back'
  static override description =
    'Every command that changes something clears up first; this one does nothing else, and looks for things that carry the tags of the stack and are not remembered. Damaged state is brought back from a snapshot, or from what the provider has.'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --from 12',
    '<%= config.bin %> <%= command.id %> --from-provider --yes',
  ]
  static override flags = {
    ...stackFlags,
    from: Flags.string({
      description: 'serial of the snapshot to go back to; what sound journals have since then counts',
      helpValue: 'serial',
      exclusive: ['from-provider'],
    }),
    'from-provider': Flags.boolean({
      description: 'begin anew with what carries the tags of the stack; damaged files stay where they are',
    }),
    lineage: Flags.string({
      description: 'with --from-provider: which of several stacks of one name, as its tags infer-lineage say',
      helpValue: 'lineage',
      dependsOn: ['from-provider'],
    }),
    ...changeFlags,
  }

  async run(): Promise<RecoverResult> {
    const {flags} = await this.parse(Recover)
    const {runRecover} = await import('../../ui/deploy/run-recover.ts')
    return runRecover(flags, await this.host(flags))
  }
}
