// infer deploy template render NAME: the stack file a template makes, on standard output.
import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import {stackFlags} from '../../../deploy-flags.ts'
import {DeployCommand} from '../../../deploy-command.ts'
import type {RenderResult} from '../../../ui/deploy/run-template.ts'

export default class TemplateRender extends DeployCommand {
  static override summary = 'print the stack file that a template makes of its variables'
  static override description =
    'Nothing is checked but the variables; infer deploy template init checks the whole stack before it writes it.'
  static override examples = [
    '<%= config.bin %> <%= command.id %> bucket',
    '<%= config.bin %> <%= command.id %> bucket --set name=tables --set keepDays=30',
    '<%= config.bin %> <%= command.id %> synthetic-data-stack --set size=m --output prod.yaml',
  ]
  static override args = {
    name: Args.string({description: 'a name of infer deploy template list, or a file', required: true}),
  }
  static override flags = {
    set: stackFlags.set,
    output: Flags.string({
      char: 'o',
      description: 'file to write, never over one that is there; standard output by default',
      helpValue: 'file',
    }),
  }

  async run(): Promise<RenderResult> {
    const {args, flags} = await this.parse(TemplateRender)
    const {runRender} = await import('../../../ui/deploy/run-template.ts')
    return runRender(args.name, flags, await this.host({}))
  }
}
