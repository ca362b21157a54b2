// infer deploy providers: where stacks can be deployed, and whether that works from here.
import * as Args from '@oclif/core/args'
import * as Flags from '@oclif/core/flags'
import {stackFlags} from '../../deploy-flags.ts'
import {DeployCommand} from '../../deploy-command.ts'
import type {ProvidersResult} from '../../ui/deploy/run-providers.ts'

export default class ProvidersCommand extends DeployCommand {
  static override summary = 'show the providers that are installed, and try whether one can be used'
  static override description =
    'Of credentials it says where they come from and whether they are set, never what they are. --test connects, tries each right without changing anything, and ends with 5 when one is missing; settings are those of the stack file, if there is one of that provider, else the defaults.'
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --test sandbox',
    '<%= config.bin %> <%= command.id %> --test --file prod.yaml --json',
  ]
  static override args = {
    name: Args.string({description: 'provider; that of the stack file by default of --test'}),
  }
  static override flags = {
    file: stackFlags.file,
    set: stackFlags.set,
    test: Flags.boolean({description: 'connect, and try each right that is needed'}),
  }

  async run(): Promise<ProvidersResult> {
    const {args, flags} = await this.parse(ProvidersCommand)
    const {runProviders} = await import('../../ui/deploy/run-providers.ts')
    return runProviders(args.name, flags, await this.host(flags))
  }
}
