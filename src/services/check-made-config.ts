// What generate and validate would refuse, said before a configuration is written.
import type {Config} from '@inferloop/config'
import {errorCode, InferError, nearest, type Privacy, type TableFormat} from '@inferloop/contract'
import {type Answers, kindIn} from '../prompts/answers.ts'
import type {Column} from '../prompts/question.ts'
import {GATE_NAMES} from '../prompts/validate-questions.ts'
import {isReference} from '../prompts/with-present.ts'
import type {Offer} from '../registry/collect.ts'
import {checkLimits} from './check-limits.ts'
import {checkTogether} from './check-options.ts'
import {optionsFor} from './generator-options.ts'
import {checkEnding} from './target.ts'
import {checkReportName} from './write-reports.ts'

interface Known {
  /** Undefined where it is not to be judged. */
  readonly offer: Offer | undefined
  /** None where there is no data yet. */
  readonly columns: readonly Column[]
}

/**
 * References to the environment are not known here, and left for the run.
 *
 * @throws InferError INFER_OPTION, INFER_FILE_FORMAT, INFER_COLUMN_UNKNOWN
 */
export function checkMadeConfig(config: Config, answers: Answers, {offer, columns}: Known): void {
  const {data = 'data.csv', options, privacy} = answers
  const {generate, validate} = config
  if (generate?.model === undefined) {
    checkOutputs(config, answers)
    const known = Object.entries(options).filter(([, value]) => !isReference(value))
    const level = privacy === undefined || isReference(privacy) ? 'default' : privacy
    if (offer !== undefined) optionsFor(offer, Object.fromEntries(known), level as Privacy)
  }
  for (const name of answers.reports ?? []) if (!isReference(name)) checkReportName(name)
  const limits = GATE_NAMES.map(name => [name, answers[name]] as const)
  const numbers = limits.filter(([, value]) => typeof value === 'number')
  checkLimits({
    real: data,
    synthetic: '',
    limits: Object.fromEntries(numbers),
    ...(answers.holdout === undefined ? {} : {holdout: answers.holdout}),
    ...(typeof validate?.quick === 'boolean' ? {quick: validate.quick} : {}),
    ...(answers.target === undefined ? {} : {targets: answers.target}),
  })
  checkTargets(answers, columns)
}

/** @throws InferError INFER_OPTION, INFER_FILE_FORMAT for names that generate could not write under */
function checkOutputs(
  {generate}: Config,
  {data = 'data.csv', output, saveModel}: Pick<Answers, 'data' | 'output' | 'saveModel'>,
): void {
  const given = {
    input: data,
    ...(output === undefined ? {} : {output}),
    ...(saveModel === undefined ? {} : {saveModel}),
  }
  checkTogether(given)
  const format = plainFormat({generate})
  if (output !== undefined && output !== '-' && !isReference(output))
    checkEnding(output, {...given, ...(format === undefined ? {} : {format})})
}

/** In words, for a question. */
export function outputFault(...given: Parameters<typeof checkOutputs>): string | undefined {
  try {
    checkOutputs(...given)
    return undefined
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return (error as Error).message
  }
}

/** Undefined also where it comes from the environment. */
export const plainFormat = ({generate}: Pick<Config, 'generate'>): TableFormat | undefined =>
  isReference(generate?.format) ? undefined : generate?.format

function checkTargets({target = [], columns: kinds}: Answers, columns: readonly Column[]): void {
  const names = columns.map(({name}) => name).filter(name => kindIn(kinds, name) !== 'drop')
  const stranger = target.find(name => !isReference(name) && !names.includes(name))
  if (stranger === undefined || columns.length === 0) return
  const why = columns.some(({name}) => name === stranger) ? 'is left out' : 'is not in the data'
  const near = nearest(stranger, names)
  throw new InferError('INFER_COLUMN_UNKNOWN', {
    message: `--target names a column ${JSON.stringify(stranger)}, which ${why}; there are ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}.`,
    suggestions: [`--target ${near ?? names.at(-1) ?? 'COLUMN'}`],
  })
}
