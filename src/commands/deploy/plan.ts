// infer deploy plan: what would be done; nothing is changed.
import * as Flags from '@oclif/core/flags'
import {choiceFlags, stackFlags} from '../../deploy-flags.ts'
import {DeployCommand} from '../../deploy-command.ts'
import type {PlanResult} from '../../ui/deploy/run-plan.ts'

export default class Plan extends DeployCommand {
  static override summary = 'show what a deployment would do, and why'
  static override description =
    'Compares the stack file with what is remembered; the provider is asked who it is and what it can, and nothing is changed or written but the file of --output.'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --output shop.plan.json',
    '<%= config.bin %> <%= command.id %> --file prod.yaml --replace api --json',
  ]
  static override flags = {
    ...stackFlags,
    output: Flags.string({char: 'o', description: 'file to save the plan in', helpValue: 'file'}),
    ...choiceFlags,
  }

  async run(): Promise<PlanResult> {
    const {flags} = await this.parse(Plan)
    const {runPlan} = await import('../../ui/deploy/run-plan.ts')
    return runPlan(flags, await this.host(flags))
  }
}
