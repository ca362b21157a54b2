// What `generate` takes and gives back, as the command and as the library.
import type {Readable, Writable} from 'node:stream'
import type {ColumnSchema, GeneratorDescriptor, OptionValue, Privacy, TableFormat} from '@inferloop/contract'
import type {ColumnOptions} from './column-types.ts'
import type {Staged} from './stages.ts'

export interface GenerateOptions extends ColumnOptions {
  /** The table to learn: a file, or a stream of one, in any format of docs/files.md. Left out when `model` is given. */
  readonly input?: string | Readable
  /** A model file to draw from, in place of `input`. */
  readonly model?: string
  /**
   * Where the rows go: a file, or a stream, which is not ended. By default `data.synthetic.csv` beside `data.csv`; a stream has no
   * default.
   */
  readonly output?: string | Writable
  /** Name of an installed generator, or one of your own; `trees` by default. */
  readonly generator?: string | GeneratorDescriptor
  /** Rows to make; as many as the table learnt from by default. */
  readonly rows?: number
  /** By default what the output's name says, else the format of the input. */
  readonly format?: TableFormat
  /** Most rows to learn from, a uniform sample of the table; as many as memory has room for by default. */
  readonly fitRows?: number
  /** Name of the sheet of an Excel workbook; the first with cells that is not hidden by default. */
  readonly sheet?: string
  /** Bytes that a packed file may unpack to; 32 GiB by default. */
  readonly maxUnpacked?: number
  /** Whole number from 0 to 2^53 - 1; 1 by default. The same seed gives the same bytes. */
  readonly seed?: number
  /** Worker threads, which never change the result; the processors there are by default, at most 8. */
  readonly threads?: number
  /** How far rows keep from those learnt; `default` by default. */
  readonly privacy?: Privacy
  /** The generator's own options; `infer info generator trees` lists them. */
  readonly options?: Readonly<Record<string, OptionValue>>
  /** Where to keep what was learnt. */
  readonly saveModel?: string
  /** Write `<output>.card.json` beside a file: that it is synthetic, what made it from what, how close it came. True by default. */
  readonly card?: boolean
  /** Replace files that are there. */
  readonly force?: boolean
  readonly signal?: AbortSignal
  readonly onProgress?: (event: StageEvent) => void
  /** Lines that explain, such as why a column was taken for its kind. */
  readonly onLog?: (line: string) => void
  /** Asked before a file is replaced when `force` is not given; without it the answer is no. */
  readonly confirmReplace?: (path: string) => Promise<boolean>
}

export const STAGES = ['read', 'understand', 'fit', 'sample', 'write'] as const

export type Stage = (typeof STAGES)[number]

export type StageEvent = Staged<Stage>

export interface MadeColumn {
  readonly name: string
  readonly kind: ColumnSchema['kind']
  /** Why it was taken for that kind. */
  readonly evidence: string
  readonly metric: 'KSComplement' | 'TVComplement' | null
  /** How close the distribution is to the real one, 0 to 1; null where there is nothing to compare. */
  readonly score: number | null
  /** Shares of missing cells; null when drawn from a saved model. */
  readonly missingReal: number | null
  readonly missingSynthetic: number | null
}

/** Plain JSON: what `infer generate --json` prints. */
export interface GenerateResult {
  /** Path, or `-` for a stream. */
  readonly output: string
  readonly format: TableFormat
  readonly rows: number
  readonly bytes: number
  readonly columns: readonly MadeColumn[]
  /** Mean of the columns' scores; of a saved model, those it was saved with. */
  readonly score: number | null
  readonly generator: {readonly name: string; readonly version: string}
  readonly options: Readonly<Record<string, OptionValue>>
  readonly privacy: Privacy
  readonly seed: number
  readonly threads: number
  readonly learntFrom: {
    readonly file: string
    /** Of the file. */
    readonly rows: number
    /** Rows that were learnt from, where they are a sample. */
    readonly sampledRows?: number
    readonly columns: number
    /** Of the rows learnt from. */
    readonly sha256: string
  }
  /** The model file written, if any. */
  readonly savedModel: {readonly path: string; readonly bytes: number} | null
  /** The data card written, if any. */
  readonly card: string | null
  /** Plugins, or generators of theirs, that cannot be used, and why. */
  readonly warnings: readonly {readonly plugin: string; readonly reason: string}[]
  readonly seconds: Readonly<Record<Stage | 'total', number>>
}
