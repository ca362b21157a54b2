// Flags of the commands that take configuration: which file, and which job of it.
import * as Flags from '@oclif/core/flags'

export const configFlags = {
  config: Flags.string({
    description: 'configuration file to use; infer.config.yaml in this folder or above by default',
    helpValue: 'file',
    helpGroup: 'CONFIGURATION',
  }),
  'no-config': Flags.boolean({
    description: 'use no configuration file',
    helpGroup: 'CONFIGURATION',
    exclusive: ['config'],
  }),
  job: Flags.string({
    description: 'job of the configuration to do',
    helpValue: 'name',
    helpGroup: 'CONFIGURATION',
  }),
}
