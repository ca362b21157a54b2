// infer info config: every value of the configuration and where it came from.
import {InferCommand} from '../../base-command.ts'
import {configFlags} from '../../config-flags.ts'
import type {ConfigInfo} from '../../services/config-info.ts'

export default class InfoConfig extends InferCommand {
  static override summary = 'show each value of the configuration and where it came from'
  static override description =
    'Flags beat the environment (INFER_GENERATE_ROWS=1000), which beats the job, which beats the rest of the file, which beats the defaults.'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --job customers --json',
    '<%= config.bin %> <%= command.id %> --no-config',
  ]
  static override flags = configFlags

  async run(): Promise<ConfigInfo> {
    const {flags} = await this.parse(InfoConfig)
    const {configInfo} = await import('../../services/config-info.ts')
    const {configText} = await import('../../ui/config-text.ts')
    const {config: file, 'no-config': none, job} = flags
    const info = await configInfo({file, none, job, folder: process.cwd(), environment: process.env})
    this.warnOf(await this.strayVariables())
    this.print(configText(info))
    return info
  }
}
