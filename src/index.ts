// The library: `generate` does what `infer generate` does, and prints nothing.
import {installedGenerators} from './registry/installed.ts'
import {generate as generateTable} from './services/generate.ts'
import type {GenerateOptions, GenerateResult} from './services/generate-options.ts'

export type {
  GenerateOptions,
  GenerateResult,
  MadeColumn,
  Stage,
  StageEvent,
} from './services/generate-options.ts'
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
