// infer deploy: makes what a stack file asks for, after a look at the plan.
import * as Flags from '@oclif/core/flags'
import {changeFlags, choiceFlags, stackFlags} from '../../deploy-flags.ts'
import {DeployCommand} from '../../deploy-command.ts'
import type {DeployResult} from '../../services/deploy/deploy.ts'
import type {PlanResult} from '../../ui/deploy/run-plan.ts'

export default class Deploy extends DeployCommand {
  static override summary = 'make what a stack file asks for: plan, confirm, apply'
  static override description =
    'What was begun is remembered before the provider is asked, so a run that is killed at any instant is cleared up by the next one. What holds data is never removed or replaced unless it is named with --allow-loss.'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --file prod.yaml --yes --on-failure rollback',
    '<%= config.bin %> <%= command.id %> --dry-run --target api,workers',
    '<%= config.bin %> <%= command.id %> --plan shop.plan.json --lock-wait 10m',
    '<%= config.bin %> <%= command.id %> --set size=m --set name=shop-test',
  ]
  static override flags = {
    ...stackFlags,
    'dry-run': Flags.boolean({
      description: 'show the plan and change nothing',
      exclusive: ['refresh'],
    }),
    plan: Flags.string({
      description: 'saved plan to apply; refused when anything has changed since',
      helpValue: 'file',
      exclusive: ['target', 'exclude', 'replace', 'allow-loss', 'detach', 'dry-run', 'refresh'],
    }),
    refresh: Flags.boolean({description: 'read what is there before planning'}),
    'allow-vanished': Flags.boolean({
      description: 'with --refresh: go on although more than a fifth of the resources is gone',
      dependsOn: ['refresh'],
    }),
    'allow-namesake': Flags.boolean({
      description: 'make a new stack although things of another stack of that name are there',
    }),
    'on-failure': Flags.string({
      description:
        'when a step fails: keep what was done, go back, or ask; ask in a terminal, else keep, by default',
      options: ['keep', 'rollback', 'ask'],
    }),
    ...choiceFlags,
    ...changeFlags,
  }

  async run(): Promise<DeployResult | PlanResult> {
    const {flags} = await this.parse(Deploy)
    const host = await this.host(flags)
    if (flags['dry-run']) {
      const {runPlan} = await import('../../ui/deploy/run-plan.ts')
      return runPlan(flags, host)
    }
    const {runDeploy} = await import('../../ui/deploy/run-deploy.ts')
    return runDeploy(flags, host, 'infer deploy')
  }
}
