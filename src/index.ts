// The library: `generate` and `validate` do what the commands do, and print nothing.
import {installedGenerators} from './registry/installed.ts'
import {generate as generateTable} from './services/generate.ts'
import type {GenerateOptions, GenerateResult} from './services/generate-options.ts'
import {validate as validateTable} from './services/validate.ts'
import type {ValidateOptions} from './services/validate-options.ts'
import type {ValidateResult} from './services/validate-report.ts'

export type {
  GenerateOptions,
  GenerateResult,
  MadeColumn,
  Stage,
  StageEvent,
} from './services/generate-options.ts'
export type {Limits, ValidateEvent, ValidateOptions, ValidateStage} from './services/validate-options.ts'
export type {
  Change,
  Gate,
  JudgedFile,
  ValidateReport,
  ValidateResult,
  Verdict,
  Warning,
} from './services/validate-report.ts'
export type {DataCard} from './services/data-card.ts'
export {type Config, defineConfig} from '@inferloop/config'
export {errorCode, InferError} from '@inferloop/contract'
export type {ErrorCode, GeneratorDescriptor, OptionValue, Privacy} from '@inferloop/contract'

/**
 * Learns a table, or opens a saved model, and writes synthetic rows like it. Either all rows asked for are written or nothing is.
 *
 * ```ts
 * import {generate} from '@inferloop/cli'
 * const {output, rows, score} = await generate({input: 'data.csv', output: 'synth.csv', rows: 1000, seed: 7})
 * ```
 *
 * @throws InferError with a `code` of docs/errors.md for all a caller can change; the signal's reason when it is aborted
 */
export function generate(options: GenerateOptions): Promise<GenerateResult> {
  return generateTable(options, installedGenerators)
}

/**
 * Judges a synthetic table beside the real one. A gate that fails is no error: look at `verdict.passed`.
 *
 * ```ts
 * import {validate} from '@inferloop/cli'
 * const {verdict, quality} = await validate({real: 'train.csv', synthetic: 'synth.csv', holdout: 'test.csv', limits: {minQuality: 0.9}})
 * ```
 *
 * @throws InferError with a `code` of docs/errors.md for all a caller can change; the signal's reason when it is aborted
 */
export function validate(options: ValidateOptions): Promise<ValidateResult> {
  return validateTable(options)
}
