// Two or three tables of cells → the same columns side by side, all read the way the real one is.
import type {
  ColumnSchema,
  ComparedColumn,
  ComparedKeys,
  ComparedLabels,
  ComparedNumbers,
  Comparison,
  DatetimeSchema,
  NumericSchema,
  Sides,
  SourceColumn,
  SourceTable,
  TableSchema,
} from '@inferloop/contract'
import {type Census, takeCensus} from './census.ts'
import {readMeasure} from './read-measure.ts'
import {missingToken} from './missing-tokens.ts'
import {storageOf} from './storage.ts'

/** From this share of cells that cannot be read on, a synthetic column is of another kind, not a bad copy. */
const OTHER_KIND = 0.5

type SideName = 'real' | 'synthetic' | 'holdout'

/**
 * `schema` is that of the real table. Columns are found by name. Those that the synthetic table or the holdout lacks, and those whose
 * synthetic cells are mostly of another kind, are named in `structure` and left out of `columns`.
 */
export function compareTables(tables: Sides<SourceTable>, schema: TableSchema): Comparison {
  const named = {
    real: byName(tables.real),
    synthetic: byName(tables.synthetic),
    ...(tables.holdout === undefined ? {} : {holdout: byName(tables.holdout)}),
  }
  const columns: ComparedColumn[] = []
  const otherKind: {name: string; real: string; example: string}[] = []
  for (const column of schema.columns) {
    const real = named.real.get(column.name)
    const synthetic = named.synthetic.get(column.name)
    const holdout = named.holdout?.get(column.name)
    if (real === undefined || synthetic === undefined) continue
    if (named.holdout !== undefined && holdout === undefined) continue
    const sources = {real, synthetic, ...(holdout === undefined ? {} : {holdout})}
    const compared = compareColumn(sources, column)
    if ('columns' in compared) columns.push(...compared.columns)
    else otherKind.push({name: column.name, real: column.kind, example: compared.example})
  }
  const names = (side: SideName) => [...(named[side]?.keys() ?? [])]
  return {
    rows: each(tables, ({rows}) => rows),
    columns,
    structure: {
      stored: each(tables, table =>
        table.columns.map(column => ({name: column.name, storage: storageOf(takeCensus(column))})),
      ),
      absent: names('real').filter(name => !named.synthetic.has(name)),
      extra: names('synthetic').filter(name => !named.real.has(name)),
      otherKind,
    },
  }
}

const byName = ({columns}: SourceTable) => new Map(columns.map(column => [column.name, column]))

function each<T, U>(sides: Sides<T>, give: (side: T) => U): Sides<U> {
  const {real, synthetic, holdout} = sides
  return {
    real: give(real),
    synthetic: give(synthetic),
    ...(holdout === undefined ? {} : {holdout: give(holdout)}),
  }
}

type Verdict = {readonly columns: readonly [ComparedColumn]} | {readonly example: string}

function compareColumn(sources: Sides<SourceColumn>, schema: ColumnSchema): Verdict {
  if (schema.kind === 'numeric' || schema.kind === 'datetime') return compareMeasures(sources, schema)
  const censuses = each(sources, takeCensus)
  const column =
    schema.kind === 'id' || schema.kind === 'text'
      ? compareKeys(censuses, schema.name, schema.kind, schema.missing)
      : compareLabels(censuses, schema.name, schema.kind, schema.missing)
  return {columns: [column]}
}

function compareMeasures(sources: Sides<SourceColumn>, schema: NumericSchema | DatetimeSchema): Verdict {
  const read = each(sources, column => readMeasure(column, schema))
  const {synthetic} = read
  const filled =
    synthetic.unreadable + synthetic.values.reduce((sum, value) => sum + (value === value ? 1 : 0), 0)
  if (synthetic.unreadable > OTHER_KIND * filled) return {example: synthetic.example}
  const {name, kind} = schema
  const column: ComparedNumbers = {
    name,
    kind,
    schema,
    cells: each(read, ({values}) => values),
    unreadable: each(read, ({unreadable}) => unreadable),
  }
  return {columns: [column]}
}

const NONE_UNREADABLE = 0

function compareKeys(
  censuses: Sides<Census>,
  name: string,
  kind: ComparedKeys['kind'],
  missing: readonly string[],
): ComparedKeys {
  const numbers = new Map<string, number>()
  const cells = each(censuses, census =>
    recoded(census, text => {
      if (isMissing(text, missing)) return 0
      const known = numbers.get(text) ?? numbers.size + 1
      numbers.set(text, known)
      return known
    }),
  )
  return {name, kind, cells, distinct: numbers.size + 1, unreadable: each(censuses, () => NONE_UNREADABLE)}
}

function compareLabels(
  censuses: Sides<Census>,
  name: string,
  kind: ComparedLabels['kind'],
  missing: readonly string[],
): ComparedLabels {
  const labels: string[] = []
  const places = new Map<string, number>()
  const {counts, text} = censuses.real
  const byCount = [...counts.keys()].filter(index => counts[index]! > 0)
  byCount.sort((a, b) => counts[b]! - counts[a]! || (text(a) < text(b) ? -1 : 1))
  const take = (label: string): void => {
    if (isMissing(label, missing) || places.has(label)) return
    places.set(label, labels.push(label) - 1)
  }
  for (const index of byCount) take(text(index))
  const known = labels.length
  const meaning = kind === 'boolean' ? truths(labels) : undefined
  const own = (label: string): string => (places.has(label) ? label : (meaning?.(label) ?? label))
  for (const census of [censuses.holdout, censuses.synthetic]) {
    if (census === undefined) continue
    for (let index = 0; index < census.counts.length; index++)
      if (census.counts[index]! > 0) take(own(census.text(index)))
  }
  const cells = each(censuses, census => recoded(census, label => places.get(own(label)) ?? labels.length))
  return {name, kind, labels, known, cells, unreadable: each(censuses, () => NONE_UNREADABLE)}
}

const YES = new Set(['true', 't', 'yes', 'y', '1', '1.0', 'on'])
const NO = new Set(['false', 'f', 'no', 'n', '0', '0.0', 'off'])

/** For a column of yes and no: the real label that means what another spelling does, such as `True` for `true`. */
function truths(real: readonly string[]): ((label: string) => string | undefined) | undefined {
  const meaningOf = (label: string): boolean | undefined => {
    const word = label.trim().toLowerCase()
    return YES.has(word) ? true : NO.has(word) ? false : undefined
  }
  const byMeaning = new Map(real.map(label => [meaningOf(label), label]))
  if (byMeaning.size !== 2 || byMeaning.has(undefined)) return undefined
  return label => {
    const meant = meaningOf(label)
    return meant === undefined ? undefined : byMeaning.get(meant)
  }
}

/** A cell without a value: a token of the real table's, or a blank. */
const isMissing = (text: string, missing: readonly string[]): boolean =>
  missing.includes(text) || missingToken(text) === 'blank'

function recoded({codes, counts, text}: Census, codeOf: (text: string) => number): Uint32Array {
  const ofDistinct = Uint32Array.from(counts, (count, index) => (count === 0 ? 0 : codeOf(text(index))))
  const cells = new Uint32Array(codes.length)
  for (let row = 0; row < codes.length; row++) cells[row] = ofDistinct[codes[row]!]!
  return cells
}
