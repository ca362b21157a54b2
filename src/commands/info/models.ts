// infer info models [folder]: the saved models of a folder.
import * as Args from '@oclif/core/args'
import {InferCommand} from '../../base-command.ts'
import type {ModelsInfo} from '../../services/info.ts'

export default class InfoModels extends InferCommand {
  static override summary = 'list the saved models of a folder'
  static override args = {
    folder: Args.string({default: '.', description: 'folder to look in; this one by default'}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> models',
    '<%= config.bin %> <%= command.id %> models --json',
  ]

  async run(): Promise<ModelsInfo> {
    const {args} = await this.parse(InfoModels)
    const {modelsIn} = await import('../../services/info.ts')
    const {modelsText} = await import('../../ui/info-text.ts')
    const info = await modelsIn(args.folder)
    this.print(modelsText(info))
    return info
  }
}
