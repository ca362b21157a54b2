// infer info: versions, what is installed, what failed to load and why.
import {InferCommand} from '../base-command.ts'
import type {Info as InfoResult} from '../services/info.ts'

export default class Info extends InferCommand {
  static override summary = 'show versions, installed generators and providers, and what failed to load'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --json',
    '<%= config.bin %> <%= command.id %> generator ctgan',
  ]

  async run(): Promise<InfoResult> {
    await this.parse(Info)
    const {collectAll} = await import('../registry/collect-all.ts')
    const {installed} = await import('../services/info.ts')
    const {infoText} = await import('../ui/info-text.ts')
    const info = installed(await collectAll(this.config))
    this.print(infoText(info))
    return info
  }
}
