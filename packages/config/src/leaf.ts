// One value of a section, with where it came from.
import type {Resolved} from './references.ts'

export type Origin =
  | {readonly kind: 'flag'; readonly name: string}
  | {readonly kind: 'environment'; readonly name: string}
  | {readonly kind: 'file'; readonly file: string; readonly line?: number; readonly key: string}
  | {readonly kind: 'default'}

export interface Leaf {
  /** `rows`, or `types` and `born`. */
  readonly key: readonly string[]
  /** What holds; undefined when it refers to a variable that is not set. */
  readonly value: unknown
  /** What may be shown: references in place of what they stand for. */
  readonly shown: unknown
  readonly from: Origin
  /** References in it. */
  readonly references: readonly Resolved[]
}

/** Values of one source, which beats those before it. */
export type Layer = readonly Leaf[]

export const idOf = ({key}: Pick<Leaf, 'key'>): string => JSON.stringify(key)

/** `generate.rows of infer.config.yaml:4`, `INFER_GENERATE_ROWS`, `--rows`. */
export function originSaid(from: Origin): string {
  switch (from.kind) {
    case 'flag':
    case 'environment':
      return from.name
    case 'file':
      return from.line === undefined ? from.file : `${from.file}:${from.line}`
    case 'default':
      return 'default'
  }
}
