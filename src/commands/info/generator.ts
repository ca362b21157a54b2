// infer info generator NAME: every option with its default, range and source.
import * as Args from '@oclif/core/args'
import {InferCommand} from '../../base-command.ts'
import type {GeneratorInfo} from '../../services/info.ts'

export default class InfoGenerator extends InferCommand {
  static override summary = 'show every option of a generator: default, range, source'
  static override args = {
    name: Args.string({required: true, description: 'installed generator, such as trees'}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %> trees',
    '<%= config.bin %> <%= command.id %> ctgan',
    '<%= config.bin %> <%= command.id %> trees --json',
  ]

  async run(): Promise<GeneratorInfo> {
    const {args} = await this.parse(InfoGenerator)
    const {collectGenerators} = await import('../../registry/collect.ts')
    const {generatorInfo} = await import('../../services/info.ts')
    const {generatorText} = await import('../../ui/info-text.ts')
    const info = generatorInfo(await collectGenerators(this.config), args.name)
    this.print(generatorText(info))
    return info
  }
}
