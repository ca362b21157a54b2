// infer create-config: asks, and writes infer.config.yaml.
import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import {InferCommand} from '../base-command.ts'
import {answerFlags} from '../answer-flags.ts'
import type {CreateConfigResult} from '../services/create-config.ts'
import type {TemplateInfo} from '../ui/run-create-config.ts'

export default class CreateConfig extends InferCommand {
  static override summary = 'make a configuration file by questions, or by flags alone'
  static override description =
    'Shows what each column of the data is taken for and why, and lets you correct it. What flags say is not asked. A file that is there is changed or replaced only when you say so; changed, it keeps its remarks.'
  static override args = {
    data: Args.string({description: 'table to learn from, a file or a folder of parts'}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> data.csv',
    '<%= config.bin %> <%= command.id %> data.csv --yes --template ci --privacy high --type zip=categorical',
    '<%= config.bin %> <%= command.id %> --yes --edit --min-quality 0.95',
    '<%= config.bin %> <%= command.id %> --list',
  ]
  static override flags = {
    template: Flags.string({
      char: 't',
      description: 'what to begin with; basic by default',
      helpValue: 'name',
    }),
    list: Flags.boolean({description: 'list the templates'}),
    format: Flags.string({description: 'yaml or json; by the name of the output', options: ['yaml', 'json']}),
    output: Flags.string({
      char: 'o',
      description: 'file to write; infer.config.yaml by default',
      helpValue: 'file',
    }),
    yes: Flags.boolean({char: 'y', description: 'ask nothing: what no flag says is as it is by default'}),
    edit: Flags.boolean({description: 'change the file that is there', exclusive: ['template', 'force']}),
    force: Flags.boolean({description: 'replace the file that is there'}),
    ...answerFlags,
  }

  async run(): Promise<CreateConfigResult | {readonly templates: readonly TemplateInfo[]}> {
    const parsed = await this.parse(CreateConfig)
    const {listTemplates, runCreateConfig} = await import('../ui/run-create-config.ts')
    const {createdText, templatesText} = await import('../ui/create-config-text.ts')
    if (parsed.flags.list) {
      const templates = await listTemplates(this.config)
      this.print(templatesText(templates))
      return {templates}
    }
    const result = await runCreateConfig(parsed, this.config)
    this.print(createdText(result))
    return result
  }
}
