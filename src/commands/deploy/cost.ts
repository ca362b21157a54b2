// infer deploy cost: what a stack costs a month.
import {stackFlags} from '../../deploy-flags.ts'
import {DeployCommand} from '../../deploy-command.ts'
import type {CostResult} from '../../services/deploy/cost.ts'

export default class Cost extends DeployCommand {
  static override summary = 'show what a stack costs a month, and what is deployed now'
  static override description =
    'From price lists that come with the provider, whose day is shown. What is not known is said and not counted. Nothing is changed.'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --set size=l',
    '<%= config.bin %> <%= command.id %> --file prod.yaml --json',
  ]
  static override flags = stackFlags

  async run(): Promise<CostResult> {
    const {flags} = await this.parse(Cost)
    const {runCost} = await import('../../ui/deploy/run-reads.ts')
    return runCost(flags, await this.host(flags))
  }
}
