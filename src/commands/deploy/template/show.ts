// infer deploy template show NAME: what a template makes, and its variables.
import * as Args from '@oclif/core/args'
import {DeployCommand} from '../../../deploy-command.ts'
import type {TemplateInfo} from '../../../services/deploy/templates.ts'

export default class TemplateShow extends DeployCommand {
  static override summary = 'show what a template makes, and its variables with type, default and range'
  static override examples = [
    '<%= config.bin %> <%= command.id %> bucket',
    '<%= config.bin %> <%= command.id %> sandbox/synthetic-data-stack',
    '<%= config.bin %> <%= command.id %> my/template.yaml --json',
  ]
  static override args = {
    name: Args.string({description: 'a name of infer deploy template list, or a file', required: true}),
  }

  async run(): Promise<TemplateInfo> {
    const {args} = await this.parse(TemplateShow)
    const host = await this.host({})
    const {templateInfo} = await import('../../../services/deploy/templates.ts')
    const {templateText} = await import('../../../ui/deploy/template-text.ts')
    const found = await templateInfo(args.name, process.cwd())
    host.print(templateText(found))
    return found
  }
}
