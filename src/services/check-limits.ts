// The limits of `infer validate`, held against their ranges before any work is done.
import {InferError} from '@inferloop/contract'
import type {Limits, ValidateOptions} from './validate-options.ts'

const RANGES: Readonly<Record<keyof Limits, readonly [flag: string, min: number, max: number]>> = {
  minQuality: ['--min-quality', 0, 1],
  maxDetection: ['--max-detection', 0.5, 1],
  maxCopyIndex: ['--max-copy-index', 0, 1],
  maxIdentical: ['--max-identical', 0, 1],
  maxDrift: ['--max-drift', 0, 1],
}

/** @throws InferError INFER_OPTION for a number out of its range, or a limit that nothing can be held against */
export function checkLimits({limits = {}, holdout, baseline, quick, targets}: ValidateOptions): Limits {
  for (const [key, [flag, min, max]] of Object.entries(RANGES)) {
    const value = limits[key as keyof Limits]
    if (value === undefined || (value >= min && value <= max)) continue
    throw new InferError('INFER_OPTION', {
      message: `${flag} should be a number from ${min} to ${max}, was ${value}.`,
      suggestions: [`${flag} ${key === 'minQuality' ? 0.9 : key === 'maxDetection' ? 0.6 : max / 2}`],
    })
  }
  if (limits.maxCopyIndex !== undefined && holdout === undefined)
    throw new InferError('INFER_OPTION', {
      message:
        '--max-copy-index needs --holdout: copying shows only beside real rows the generator has not seen.',
      suggestions: ['--holdout test.csv', 'leave out --max-copy-index; --max-identical needs no holdout'],
    })
  if (limits.maxDrift !== undefined && baseline === undefined)
    throw new InferError('INFER_OPTION', {
      message: '--max-drift needs --baseline, a report to compare with.',
      suggestions: ['--baseline earlier.json'],
    })
  const needsMore = [
    ...(limits.maxDetection === undefined ? [] : ['--max-detection']),
    ...(limits.maxCopyIndex === undefined ? [] : ['--max-copy-index']),
    ...((targets ?? []).length === 0 ? [] : ['--target']),
  ]
  if (quick === true && needsMore.length > 0)
    throw new InferError('INFER_OPTION', {
      message: `${needsMore.join(' and ')} cannot go with --quick, which leaves detection, utility and distances out.`,
      suggestions: ['leave out --quick'],
    })
  return limits
}

/** @throws InferError INFER_OPTION */
export function parseLimit(flag: string, text: number | string): number {
  const value = String(text).trim() === '' ? Number.NaN : Number(text)
  if (!Number.isNaN(value)) return value
  throw new InferError('INFER_OPTION', {
    message: `${flag} should be a number, was "${text}".`,
    suggestions: [`${flag} 0.9`],
  })
}
