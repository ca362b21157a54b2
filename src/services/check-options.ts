// What a user gives, held against its ranges before any work is done.
import {availableParallelism} from 'node:os'
import {type ErrorCode, InferError, PRIVACY_LEVELS, type Privacy, TABLE_FORMATS} from '@inferloop/contract'
import type {GenerateOptions} from './generate-options.ts'

export const DEFAULT_SEED = 1

/** More threads than this help nobody: trees of single columns are shared out. */
const MOST_THREADS_BY_DEFAULT = 8
const MOST_THREADS = 256

/** @throws InferError INFER_ROWS unless a whole number from 1 on; `1e6` is one */
export const checkRows = (given: number | string): number =>
  whole(given, '--rows', 'INFER_ROWS', 1, Number.MAX_SAFE_INTEGER, '--rows 1000')

/** @throws InferError INFER_OPTION unless a whole number from 2 on */
export const checkFitRows = (given: number | string): number =>
  whole(given, '--fit-rows', 'INFER_OPTION', 2, Number.MAX_SAFE_INTEGER, '--fit-rows 1000000')

/** @throws InferError INFER_OPTION */
export const checkSeed = (given: number | string = DEFAULT_SEED): number =>
  whole(given, '--seed', 'INFER_OPTION', 0, Number.MAX_SAFE_INTEGER, '--seed 7')

/** @throws InferError INFER_OPTION */
export function checkThreads(given?: number | string): number {
  if (given === undefined) return Math.min(availableParallelism(), MOST_THREADS_BY_DEFAULT)
  return whole(given, '--threads', 'INFER_OPTION', 1, MOST_THREADS, '--threads 2')
}

/** @throws InferError INFER_OPTION */
export function checkPrivacy(given: string = 'default'): Privacy {
  const level = PRIVACY_LEVELS.find(known => known === given)
  if (level !== undefined) return level
  throw new InferError('INFER_OPTION', {
    message: `--privacy should be one of ${PRIVACY_LEVELS.join(', ')}, was "${given}".`,
    suggestions: ['--privacy high'],
  })
}

const UNITS: Readonly<Record<string, number>> = {'': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40}

/** Bytes: a whole number, or with a unit such as `64GB`, counted in powers of 1024. @throws InferError INFER_OPTION */
export function checkUnpacked(given: number | string): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?$/i.exec(String(given).trim()) ?? []
  const bytes = Math.floor(Number(digits) * (UNITS[unit?.toLowerCase() ?? ''] ?? Number.NaN))
  if (Number.isSafeInteger(bytes) && bytes > 0) return bytes
  throw new InferError('INFER_OPTION', {
    message: `--max-unpacked should be a size such as 64GB, was ${JSON.stringify(given)}.`,
    suggestions: ['--max-unpacked 64GB'],
  })
}

/** Settings of a fit, which a saved model has behind it. */
export const OF_A_FIT = {
  generator: '--generator',
  privacy: '--privacy',
  categorical: '--categorical',
  types: '--type',
  drop: '--drop',
  options: '--option',
  saveModel: '--save-model',
  fitRows: '--fit-rows',
} as const

/** @throws InferError INFER_OPTION where two options contradict each other, or there is nothing to draw from */
export function checkTogether(given: GenerateOptions): void {
  const {input, model} = given
  if (input === undefined && model === undefined) {
    throw new InferError('INFER_OPTION', {
      message: 'There is nothing to learn from: give a table, or a saved model with --model.',
      suggestions: ['infer generate data.csv', 'infer generate --model data.infer'],
    })
  }
  if (input !== undefined && typeof input !== 'string' && given.output === undefined) {
    throw new InferError('INFER_OPTION', {
      message: 'A stream has no name to make that of the output from.',
      suggestions: ['--output synthetic.csv', '--output -'],
    })
  }
  if (given.format !== undefined && !TABLE_FORMATS.includes(given.format))
    throw new InferError('INFER_OPTION', {
      message: `--format should be one of ${TABLE_FORMATS.join(', ')}, was ${JSON.stringify(given.format)}.`,
      suggestions: ['--format csv'],
    })
  for (const key of ['categorical', 'drop'] as const) {
    const names: unknown = given[key]
    if (names === undefined || (Array.isArray(names) && names.every(name => typeof name === 'string')))
      continue
    throw new InferError('INFER_OPTION', {
      message: `${key} should be a list of names of columns, was ${JSON.stringify(names)}.`,
      suggestions: [`${key}: ['zip', 'grade']`],
    })
  }
  for (const [flag, path] of [
    ['--output', given.output],
    ['--save-model', given.saveModel],
  ] as const) {
    if (path !== '') continue
    throw new InferError('INFER_OPTION', {
      message: `${flag} is empty; it should be the name of a file.`,
      suggestions: [`leave out ${flag}`],
    })
  }
  if (given.saveModel === '-') {
    throw new InferError('INFER_OPTION', {
      message: 'A model is a file, and --save-model - names standard output.',
      suggestions: ['--save-model data.infer', '--save-model ./-'],
    })
  }
  if (typeof input === 'string' && /\.infer$/i.test(input)) {
    throw new InferError('INFER_OPTION', {
      message: `${input} is a saved model, not a table.`,
      suggestions: [`infer generate --model ${input}`],
    })
  }
  if (model === undefined) return
  if (input !== undefined) {
    throw new InferError('INFER_OPTION', {
      message: 'A table and --model were given: rows are drawn from one of them.',
      suggestions: ['leave out the table, or leave out --model'],
    })
  }
  for (const [key, flag] of Object.entries(OF_A_FIT)) {
    const value = given[key as keyof typeof OF_A_FIT]
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue
    if (typeof value === 'object' && Object.keys(value).length === 0) continue
    throw new InferError('INFER_OPTION', {
      message: `${flag} cannot go with --model: it was settled when the model was made.`,
      suggestions: [`leave out ${flag}`, `infer info model ${model}`],
    })
  }
}

function whole(
  given: number | string,
  flag: string,
  code: ErrorCode,
  min: number,
  max: number,
  example: string,
): number {
  const value = typeof given === 'number' || /^\d+(e\d+)?$/i.test(given.trim()) ? Number(given) : Number.NaN
  if (Number.isInteger(value) && value >= min && value <= max) return value
  const range = max === Number.MAX_SAFE_INTEGER ? `from ${min} on` : `from ${min} to ${max}`
  throw new InferError(code, {
    message: `${flag} should be a whole number ${range}, was ${typeof given === 'string' ? `"${given}"` : given}.`,
    suggestions: [example],
  })
}
