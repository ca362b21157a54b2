// infer info model FILE: what a saved model knows.
import * as Args from '@oclif/core/args'
import {InferCommand} from '../../base-command.ts'
import type {ModelInfo} from '../../services/info.ts'

export default class InfoModel extends InferCommand {
  static override summary = 'show what a saved model knows'
  static override args = {
    file: Args.string({required: true, description: 'model file, such as data.infer'}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> data.infer',
    '<%= config.bin %> <%= command.id %> models/data.infer --json',
    '<%= config.bin %> <%= command.id %> data.infer --no-color',
  ]

  async run(): Promise<ModelInfo> {
    const {args} = await this.parse(InfoModel)
    const {modelInfo} = await import('../../services/info.ts')
    const {modelText} = await import('../../ui/info-text.ts')
    const info = await modelInfo(args.file)
    this.print(modelText(info))
    return info
  }
}
