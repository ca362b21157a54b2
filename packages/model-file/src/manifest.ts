// What a model file says about itself. Plain JSON; check-manifest.ts checks it, docs/model-file.md explains it.
import type {Json, OptionValue, SavedModel, SourceFormat, TableSchema} from '@inferloop/contract'
import type {Dtype} from './dtypes.ts'

export type {Dtype} from './dtypes.ts'

/** Tells our zips from everyone else's. */
export const FORMAT = 'infer-model'
/** Rises when an older infer could no longer read the file rightly; this infer reads every version up to it. */
export const FORMAT_VERSION = 1

export const MANIFEST_ENTRY = 'manifest.json'
export const GENERATOR_ENTRY = 'generator.json'

/** How near a column of a trial sample came to the real one; null when it could not be said. */
export interface ColumnScore {
  readonly name: string
  readonly metric: string
  readonly score: number | null
  readonly [fact: string]: Json
}

/** What whoever saves a model knows about it. */
export interface ModelFacts {
  /** Version of infer that wrote the file. */
  readonly infer: string
  readonly generator: {readonly name: string; readonly version: string; readonly contract: number}
  /** All columns of the table, in order. */
  readonly schema: TableSchema
  readonly seed: number | string
  /** Complete options of the fit. */
  readonly options: Readonly<Record<string, OptionValue>>
  readonly trainedOn: {
    /** Name of the file without its folder; `stdin` for a stream. */
    readonly file: string
    readonly rows: number
    /** Rows that were learnt from, where they are a sample. */
    readonly sampledRows?: number
    readonly columns: number
    /** SHA-256 of the training data, 64 lower-case hex digits. */
    readonly sha256: string
  }
  readonly scores: readonly ColumnScore[]
  /** Format and dialect of the training file: rows drawn from the model are written the same way. */
  readonly dialect?: SourceFormat
}

export interface EntryFacts {
  readonly bytes: number
  /** 64 lower-case hex digits. */
  readonly sha256: string
}

export interface ArrayFacts extends EntryFacts {
  readonly dtype: Dtype
  /** Elements, not bytes. */
  readonly length: number
}

export interface Manifest extends ModelFacts {
  readonly format: typeof FORMAT
  readonly formatVersion: number
  /** Facts of `generator.json`, which holds the generator's own `meta`. */
  readonly meta: EntryFacts
  /** Facts of `arrays/NAME.bin` by name. */
  readonly arrays: Readonly<Record<string, ArrayFacts>>
}

/** What goes into a file: facts about the model and the model itself, as `Generator.save` gives it. */
export interface StoredModel extends SavedModel {
  readonly manifest: ModelFacts
}

/** Name of the zip entry that holds an array. */
export function arrayEntry(name: string): string {
  return `arrays/${name}.bin`
}

/** Array names are safe paths everywhere: parts of ASCII letters, digits, `_`, `-` and `.`, joined by `/`. */
const ARRAY_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9][A-Za-z0-9_.-]*)*$/

export function isArrayName(name: string): boolean {
  return name.length <= 200 && ARRAY_NAME.test(name)
}
