// What generate and validate would refuse, said before a configuration is written.
import type {Config} from '@inferloop/config'
import type {Privacy} from '@inferloop/contract'
import type {Answers} from '../prompts/answers.ts'
import type {Offer} from '../registry/collect.ts'
import {checkLimits} from './check-limits.ts'
import {checkTogether} from './check-options.ts'
import {optionsFor} from './generator-options.ts'
import {checkEnding} from './target.ts'
import {checkReportName} from './write-reports.ts'

/** References to the environment are not known here, and left for the run. @throws InferError INFER_OPTION, INFER_FILE_FORMAT */
export function checkMadeConfig({generate, validate}: Config, answers: Answers, offer: Offer): void {
  const {data = 'data.csv', output, saveModel, options, privacy = 'default'} = answers
  if (generate?.model === undefined) {
    const given = {
      input: data,
      ...(output === undefined ? {} : {output}),
      ...(saveModel === undefined ? {} : {saveModel}),
    }
    checkTogether(given)
    if (output !== undefined && output !== '-' && !isReference(output))
      checkEnding(output, {...given, ...(generate?.format === undefined ? {} : {format: generate.format})})
    const known = Object.entries(options).filter(([, value]) => !isReference(value))
    optionsFor(offer, Object.fromEntries(known), privacy as Privacy)
  }
  for (const name of answers.reports ?? []) if (!isReference(name)) checkReportName(name)
  const limits = {
    minQuality: answers.minQuality,
    maxDetection: answers.maxDetection,
    maxCopyIndex: answers.maxCopyIndex,
    maxIdentical: answers.maxIdentical,
  }
  const numbers = Object.entries(limits).filter(([, value]) => typeof value === 'number')
  checkLimits({
    real: data,
    synthetic: '',
    limits: Object.fromEntries(numbers),
    ...(answers.holdout === undefined ? {} : {holdout: answers.holdout}),
    ...(validate?.quick === undefined ? {} : {quick: validate.quick}),
    ...(answers.target === undefined ? {} : {targets: answers.target}),
  })
}

const isReference = (value: unknown): boolean => typeof value === 'string' && value.includes('${')
