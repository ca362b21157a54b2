// infer doctor: whether this machine has what infer needs.
import {EXIT} from '@inferloop/contract'
import {InferCommand} from '../base-command.ts'
import type {Health} from '../services/health.ts'

export default class Doctor extends InferCommand {
  static override summary = 'check this machine, native libraries, plugins, folders and the npm registry'
  static override description =
    'Says for each what to do when it is not well, and ends with exit code 5 when infer cannot work. Nothing is changed; the registry alone is asked over the network.'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --json',
    'INFER_NPM_REGISTRY=https://npm.example <%= config.bin %> <%= command.id %>',
  ]

  async run(): Promise<Health> {
    await this.parse(Doctor)
    const {checkHealth} = await import('../services/health.ts')
    const {healthText} = await import('../ui/health-text.ts')
    const health = await checkHealth(this.config, process.cwd())
    this.print(healthText(health))
    if (!health.healthy) process.exitCode = EXIT.outside
    return health
  }
}
