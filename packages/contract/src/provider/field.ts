// Fields of a resource as plain data: one table from which come checks, defaults, the reference in the docs, and what a change means.
import type {Json} from '../generator.ts'

export type Format = 'cidr' | 'domain' | 'email' | 'slug' | 'url' | 'duration' | 'image'

/** What it takes to change a field of something that is there. */
export type Effect =
  /** The thing stays. */
  | 'inPlace'
  /** Another thing is made in its place. */
  | 'replace'
  /** Only looked at when it is made; a later change is nothing to do. */
  | 'createOnly'

export interface FieldSpec {
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'list' | 'map' | 'object'
  readonly summary: string
  /** Of lists and maps. */
  readonly of?: FieldSpec
  /** Of objects. */
  readonly fields?: Fields
  /** Left out where the field may be missing. */
  readonly required?: true
  readonly default?: Json
  readonly choices?: readonly string[]
  /** Numbers, both included; of texts and lists their length. */
  readonly min?: number
  readonly max?: number
  /** A regular expression for the whole text. */
  readonly pattern?: string
  readonly format?: Format
  /** `GiB`, `seconds`, …; left out for pure numbers. */
  readonly unit?: string
  /** Never written to state, plans, logs or errors. */
  readonly secret?: true
  /** The value names another resource of the stack, of one of these kinds, and this one depends on it. */
  readonly refersTo?: readonly ResourceKind[]
  /** `inPlace` by default; of a field inside an object that of the object. */
  readonly effect?: Effect
  /** What the cloud fills in where it is missing, so that the difference is none. */
  readonly computed?: true
}

export type Fields = Readonly<Record<string, FieldSpec>>

/** `compute.container`, …: a word, a dot, a word. */
export type ResourceKind = `${string}.${string}`
