// What infer takes the columns of a table for, from a sample where it is large, and whether they can be something else.
import {errorCode} from '@inferloop/contract'
import {readTable} from '@inferloop/files'
import {findDerived, inferSchema, realTable, supportOf} from '@inferloop/table'
import {askedTypes, kindOf, withoutColumns} from './column-types.ts'

/** Rows that kinds are told by. */
const MOST_ROWS = 50_000

export interface DetectedColumn {
  readonly name: string
  readonly kind: string
  readonly evidence: string
}

export interface Detected {
  readonly rows: number
  /** Rows that were looked at. */
  readonly seen: number
  readonly columns: readonly DetectedColumn[]
  /** @throws InferError INFER_OPTION, INFER_COLUMN_UNKNOWN where columns are not what is said of them */
  check(kinds: Readonly<Record<string, string>>): void
}

/** @throws InferError as `readTable` and `inferSchema` */
export async function detectColumns(
  path: string,
  {sheet, signal}: {readonly sheet: string | undefined; readonly signal: AbortSignal},
): Promise<Detected> {
  const source = await readTable(
    {path},
    {
      signal,
      sample: {rows: MOST_ROWS, seed: 1},
      ...(sheet === undefined ? {} : {sheet}),
    },
  )
  const verdicts = inferSchema(source, {privacy: 'default'})
  const support = supportOf('default', source.rows)
  const {columns} = findDerived(source, realTable(source, verdicts), verdicts, support)
  return {
    rows: source.sampledFrom ?? source.rows,
    seen: source.rows,
    columns: columns.map(({name, kind, evidence}) => ({name, kind, evidence})),
    check(kinds) {
      const given = Object.entries(kinds)
      const drop = given.filter(([, kind]) => kind === 'drop').map(([name]) => name)
      const others = given.filter(([, kind]) => kind !== 'drop')
      const types = Object.fromEntries(others.map(([name, kind]) => [name, kindOf(name, kind)]))
      inferSchema(withoutColumns(source, drop), {privacy: 'default', types: askedTypes({types, drop})})
    },
  }
}

/** Why a column is not of a kind, without what only a command line would say. */
export function kindFaultOf(detected: Detected, column: string, kind: string): string | undefined {
  try {
    detected.check({[column]: kind})
    return undefined
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return (error as Error).message.replace(/^--type [^]*?: /, '')
  }
}
