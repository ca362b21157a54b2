// infer deploy drift: what was changed elsewhere since it was deployed.
import {stackFlags} from '../../deploy-flags.ts'
import {DeployCommand} from '../../deploy-command.ts'
import type {DriftResult} from '../../services/deploy/drift.ts'

export default class DriftCommand extends DeployCommand {
  static override summary = 'show what was changed elsewhere since it was deployed'
  static override description =
    'Reads every resource and changes nothing. Ends with 3 when something drifted, with 5 when nothing did and something could not be looked at, and with 0 when all is as it was applied.'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --file prod.yaml --json',
    '<%= config.bin %> <%= command.id %> --set size=m --quiet',
  ]
  static override flags = stackFlags

  async run(): Promise<DriftResult> {
    const {flags} = await this.parse(DriftCommand)
    const {runDrift} = await import('../../ui/deploy/run-reads.ts')
    return runDrift(flags, await this.host(flags))
  }
}
