// infer deploy template list: the templates of stacks that come along.
import {DeployCommand} from '../../../deploy-command.ts'
import type {TemplateList as Listed} from '../../../services/deploy/templates.ts'

export default class TemplateList extends DeployCommand {
  static override summary = 'list the templates of stacks, and what each makes'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --json',
    '<%= config.bin %> <%= command.id %> --no-color',
  ]

  async run(): Promise<Listed> {
    await this.parse(TemplateList)
    const host = await this.host({})
    const {templates} = await import('../../../services/deploy/templates.ts')
    const {templatesText} = await import('../../../ui/deploy/template-text.ts')
    const found = await templates()
    host.print(templatesText(found))
    return found
  }
}
