// infer export: a saved model's network for other runtimes.
import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import {InferCommand} from '../base-command.ts'
import type {ExportResult} from '../services/export.ts'

export default class Export extends InferCommand {
  static override summary = 'write the network of a saved model as onnx, for other runtimes'
  static override description =
    'Beside it goes <file>.json: what its inputs are drawn from and how rows are read from its output.'
  static override args = {
    model: Args.string({required: true, description: 'model file, such as data.infer'}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> data.infer --onnx generator.onnx',
    '<%= config.bin %> <%= command.id %> data.infer --onnx web/generator.onnx --force',
    '<%= config.bin %> <%= command.id %> data.infer --onnx generator.onnx --json',
  ]
  static override flags = {
    onnx: Flags.string({required: true, description: 'file to write', helpValue: 'file'}),
    force: Flags.boolean({description: 'replace files that are there'}),
  }

  async run(): Promise<ExportResult> {
    const {args, flags} = await this.parse(Export)
    const {runExport} = await import('../ui/run-export.ts')
    const {result, text} = await runExport(
      {...args, ...flags},
      this.config,
      this.jsonEnabled() || flags.quiet,
    )
    this.print(text)
    return result
  }
}
