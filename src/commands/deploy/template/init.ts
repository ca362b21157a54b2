// infer deploy template init NAME: writes a stack file from a template.
import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import {stackFlags} from '../../../deploy-flags.ts'
import {DeployCommand} from '../../../deploy-command.ts'
import type {InitResult} from '../../../services/deploy/templates.ts'

export default class TemplateInit extends DeployCommand {
  static override summary = 'write a stack file from a template'
  static override description =
    'In a terminal it asks for the variables that --set does not give, with their defaults offered; --yes takes the defaults. The stack is checked before the file is written, and no file is ever written over.'
  static override examples = [
    '<%= config.bin %> <%= command.id %> bucket',
    '<%= config.bin %> <%= command.id %> synthetic-data-stack --set size=m --set public=true --yes',
    '<%= config.bin %> <%= command.id %> bucket --set name=tables --output tables.yaml',
  ]
  static override args = {
    name: Args.string({description: 'a name of infer deploy template list, or a file', required: true}),
  }
  static override flags = {
    set: stackFlags.set,
    output: Flags.string({
      char: 'o',
      description: 'file to write; stack.yaml by default',
      helpValue: 'file',
    }),
    yes: Flags.boolean({char: 'y', description: 'ask nothing: defaults hold where --set says nothing'}),
  }

  async run(): Promise<InitResult> {
    const {args, flags} = await this.parse(TemplateInit)
    const {runInit} = await import('../../../ui/deploy/run-template.ts')
    return runInit(args.name, flags, await this.host({}))
  }
}
