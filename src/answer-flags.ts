// Flags that answer the questions of create-config, called like those of generate and validate.
import {PRIVACY_LEVELS} from '@inferloop/contract'
import * as Flags from '@oclif/core/flags'
import {columnFlags} from './table-flags.ts'

const ANSWERS = 'ANSWER'

const gate = (description: string) =>
  Flags.string({description: `gate: fail ${description}`, helpValue: 'number', helpGroup: ANSWERS})

export const answerFlags = {
  ...columnFlags,
  generator: Flags.string({
    char: 'g',
    description: 'installed generator to use; trees by default',
    helpValue: 'name',
    helpGroup: ANSWERS,
  }),
  rows: Flags.string({
    char: 'n',
    description: 'rows to make; as many as were learnt from by default',
    helpValue: 'count',
    helpGroup: ANSWERS,
  }),
  seed: Flags.string({
    description: 'whole number the randomness starts from',
    helpValue: 'number',
    helpGroup: ANSWERS,
  }),
  privacy: Flags.string({
    description: 'how far rows keep from those learnt',
    options: [...PRIVACY_LEVELS],
    helpGroup: ANSWERS,
  }),
  epochs: Flags.string({
    description: 'epochs of training, of a generator that trains',
    helpValue: 'count',
    helpGroup: ANSWERS,
  }),
  'max-time': Flags.string({
    description: 'longest time to train, such as 60s, 5m or 1h',
    helpValue: 'time',
    helpGroup: ANSWERS,
  }),
  option: Flags.string({
    description: "an option of the generator's own, may be repeated",
    helpValue: 'name=value',
    helpGroup: ANSWERS,
    multiple: true,
    multipleNonGreedy: true,
  }),
  synthetic: Flags.string({
    description: 'file that generate writes, or that validate alone is to judge',
    helpValue: 'file',
    helpGroup: ANSWERS,
  }),
  'save-model': Flags.string({
    description: 'file to keep what was learnt in',
    helpValue: 'file',
    helpGroup: ANSWERS,
  }),
  holdout: Flags.string({
    description: 'real rows that are kept from the generator',
    helpValue: 'file',
    helpGroup: ANSWERS,
  }),
  target: Flags.string({
    description: 'columns to predict; commas between names, may be repeated',
    helpValue: 'names',
    helpGroup: ANSWERS,
    multiple: true,
    multipleNonGreedy: true,
  }),
  report: Flags.string({
    description: 'report of validate to write: .html, .json, .md, .xml or .sarif; may be repeated',
    helpValue: 'file',
    helpGroup: ANSWERS,
    multiple: true,
    multipleNonGreedy: true,
  }),
  'min-quality': gate('below this quality score, 0 to 1'),
  'max-detection': gate('above this detection auc, 0.5 to 1'),
  'max-copy-index': gate('above this copy index, 0 to 1; needs --holdout'),
  'max-identical': gate('above this share of rows equal to a real one, 0 to 1'),
}
