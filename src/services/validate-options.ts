// What `validate` takes, as the command and as the library.
import type {Readable} from 'node:stream'
import type {ColumnOptions} from './column-types.ts'
import type {Staged} from './stages.ts'

export interface ValidateOptions extends ColumnOptions {
  /** The real table, which the synthetic one was learnt from: a file in any format of docs/files.md, or a stream of one. */
  readonly real: string | Readable
  readonly synthetic: string | Readable
  /** Real rows that were kept from the generator; without them copying and membership cannot be judged. */
  readonly holdout?: string | Readable
  /** Columns that models are to predict: trained on synthetic rows and on real ones, tested on real ones. */
  readonly targets?: readonly string[]
  /** Columns, pairs and identical rows alone: seconds on large tables. Not with targets or limits that need more. */
  readonly quick?: boolean
  /** Files to write the report to: .html, .json, .md, .xml (JUnit) or .sarif by their names. */
  readonly outputs?: readonly string[]
  /** Replace files that are no reports. */
  readonly force?: boolean
  readonly limits?: Limits
  /** A report of an earlier run (.json) to compare with. */
  readonly baseline?: string
  /** A data card to check the synthetic file against; by default `<synthetic>.card.json` where it is there. */
  readonly card?: string
  /** Whole number from 0 to 2^53 - 1; 1 by default. The same seed gives the same report. */
  readonly seed?: number
  readonly threads?: number
  /** Name of the sheet of each Excel workbook; the first with cells that is not hidden by default. */
  readonly sheet?: string
  /** Bytes that each packed file may unpack to; 32 GiB by default. */
  readonly maxUnpacked?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (event: ValidateEvent) => void
  readonly onLog?: (line: string) => void
}

/** Limits that a report must keep; those left out are not judged. */
export interface Limits {
  /** Least quality score, 0 to 1. */
  readonly minQuality?: number
  /** Greatest detection AUC, 0.5 to 1, against held-out rows where there are some. */
  readonly maxDetection?: number
  /** Greatest copy index; needs a holdout. */
  readonly maxCopyIndex?: number
  /** Greatest share of rows equal to a real one; by default what is natural for the table. */
  readonly maxIdentical?: number
  /** Most that a score may be worse than in the baseline; 0.02 by default. */
  readonly maxDrift?: number
}

export const VALIDATE_STAGES = [
  'read',
  'compare',
  'shapes',
  'pairs',
  'accuracy',
  'detection',
  'utility',
  'privacy',
  'report',
] as const

export type ValidateStage = (typeof VALIDATE_STAGES)[number]

export type ValidateEvent = Staged<ValidateStage>
