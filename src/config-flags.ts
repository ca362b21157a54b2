// Flags of the commands that take configuration: which file, and which job of it.
import * as Flags from '@oclif/core/flags'
import {InferError} from '@inferloop/contract'

export const configFlags = {
  config: Flags.string({
    description: 'configuration file to use; infer.config.yaml in this folder or above by default',
    helpValue: 'file',
    parse: async file => {
      if (file.trim() !== '') return file
      throw new InferError('INFER_OPTION', {
        message: '--config has no name behind it.',
        suggestions: ['--config infer.config.yaml', '--no-config to read none'],
      })
    },
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
