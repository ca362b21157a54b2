// infer autocomplete SHELL: the script that completes commands, flags, generators, options and columns.
import * as Args from '@oclif/core/args'
import {InferCommand} from '../base-command.ts'
import type {Shell, ShellScript} from '../services/completion/shell-script.ts'

export default class Autocomplete extends InferCommand {
  static override summary = 'print the script that completes infer in a shell'
  static override description =
    'Completes commands, flags, values, installed generators and their options, jobs, and the columns of the table that stands on the line.'
  static override args = {
    shell: Args.string({required: true, options: ['bash', 'zsh', 'fish'], description: 'whose completions'}),
  }
  static override examples = [
    'source <(<%= config.bin %> <%= command.id %> bash)',
    '<%= config.bin %> <%= command.id %> fish > ~/.config/fish/completions/infer.fish',
    'source <(<%= config.bin %> <%= command.id %> zsh)',
  ]

  async run(): Promise<ShellScript> {
    const {args} = await this.parse(Autocomplete)
    const {shellScript} = await import('../services/completion/shell-script.ts')
    const result = await shellScript(args.shell as Shell)
    this.print(result.script.trimEnd())
    return result
  }
}
