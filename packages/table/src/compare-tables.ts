// Two or three tables of cells → the same columns side by side, all read the way the real one is.
import type {
  ColumnSchema,
  ComparedColumn,
  ComparedNumbers,
  Comparison,
  DatetimeSchema,
  NumericSchema,
  Sides,
  SourceColumn,
  SourceTable,
  TableSchema,
} from '@inferloop/contract'
import {InferError} from '@inferloop/contract'
import {type Census, takeCensus} from './census.ts'
import {compareKeys} from './compare-keys.ts'
import {compareLabels} from './compare-labels.ts'
import {each} from './each-side.ts'
import {censusOfLabels} from './lists/list-labels.ts'
import {readMeasure} from './read-measure.ts'
import {storageOf} from './storage.ts'

/** From this share of cells that cannot be read on, a synthetic column is of another kind, not a bad copy. */
const OTHER_KIND = 0.5

type SideName = 'real' | 'synthetic' | 'holdout'

/**
 * `schema` is that of the real table. Columns are found by name. Those that the synthetic table lacks, and those whose synthetic cells
 * are mostly of another kind, are named in `structure` and left out of `columns`.
 *
 * @throws InferError INFER_SCHEMA_MISMATCH when the holdout lacks a column that the other two have: the figures would be of other tables
 */
export function compareTables(tables: Sides<SourceTable>, schema: TableSchema): Comparison {
  const named = {
    real: byName(tables.real),
    synthetic: byName(tables.synthetic),
    ...(tables.holdout === undefined ? {} : {holdout: byName(tables.holdout)}),
  }
  checkHoldout(named)
  const censusOf = remembered(takeCensus)
  const columns: ComparedColumn[] = []
  const otherKind: {name: string; real: string; example: string}[] = []
  for (const column of schema.columns) {
    const real = named.real.get(column.name)
    const synthetic = named.synthetic.get(column.name)
    const holdout = named.holdout?.get(column.name)
    if (real === undefined || synthetic === undefined) continue
    const sources = {real, synthetic, ...(holdout === undefined ? {} : {holdout})}
    const compared = compareColumn(sources, column, censusOf)
    if ('columns' in compared) columns.push(...compared.columns)
    else otherKind.push({name: column.name, real: column.kind, example: compared.example})
  }
  const names = (side: SideName) => [...(named[side]?.keys() ?? [])]
  return {
    rows: each(tables, ({rows}) => rows),
    columns,
    structure: {
      stored: each(tables, table =>
        table.columns.map(column => ({name: column.name, storage: storageOf(censusOf(column))})),
      ),
      absent: names('real').filter(name => !named.synthetic.has(name)),
      extra: names('synthetic').filter(name => !named.real.has(name)),
      otherKind,
      strange: columns.flatMap(strangeLabel),
    },
  }
}

/** Cells of a real label that every generator may know, and the share of all that such labels must hold for a column to be one of common labels. */
const COMMON_CELLS = 10
const MOSTLY = 0.5

/** A label of a column whose synthetic labels are all unknown to the real one, though most real cells hold common ones: rare ones are made up anew. */
function strangeLabel(column: ComparedColumn): {name: string; example: string}[] {
  if (!('labels' in column) || column.known === 0) return []
  const {name, cells, labels, known} = column
  const counts = new Uint32Array(labels.length + 1)
  for (const code of cells.real) counts[code]!++
  const filled = cells.real.length - counts[labels.length]!
  const common = counts
    .subarray(0, known)
    .reduce((sum, count) => sum + (count >= COMMON_CELLS ? count : 0), 0)
  if (common < MOSTLY * filled) return []
  let example: string | undefined
  for (const code of cells.synthetic) {
    if (code < known) return []
    example ??= labels[code]
  }
  return example === undefined ? [] : [{name, example}]
}

type Named = Sides<ReadonlyMap<string, SourceColumn>>

function checkHoldout({real, synthetic, holdout}: Named): void {
  if (holdout === undefined) return
  const lacking = [...real.keys()].filter(name => synthetic.has(name) && !holdout.has(name))
  if (lacking.length === 0) return
  const shown = lacking.slice(0, 5).map(name => `"${name}"`)
  const more = lacking.length > 5 ? ` and ${lacking.length - 5} more` : ''
  throw new InferError('INFER_SCHEMA_MISMATCH', {
    message: `The held-out table lacks ${lacking.length === 1 ? 'a column' : 'columns'} of the real one: ${shown.join(', ')}${more}.`,
    suggestions: [
      '--holdout takes rows of the real table that were kept from training, with all its columns',
    ],
  })
}

function remembered<K extends object, V>(give: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return key => {
    const value = known.get(key) ?? give(key)
    known.set(key, value)
    return value
  }
}

const byName = ({columns}: SourceTable) => new Map(columns.map(column => [column.name, column]))

type Verdict = {readonly columns: readonly [ComparedColumn]} | {readonly example: string}

function compareColumn(
  sources: Sides<SourceColumn>,
  schema: ColumnSchema,
  censusOf: (column: SourceColumn) => Census,
): Verdict {
  if (schema.kind === 'numeric' || schema.kind === 'datetime') return compareMeasures(sources, schema)
  const cells = each(sources, censusOf)
  const {name, kind, missing} = schema
  if (kind === 'id' || kind === 'text') return {columns: [compareKeys(cells, name, kind, missing)]}
  if (kind !== 'list') return {columns: [compareLabels(cells, name, kind, missing, scaleOf(schema))]}
  const labels = each(cells, census => censusOfLabels(census, schema))
  const {cells: whole} = compareKeys(cells, name, 'text', missing)
  return {columns: [{...compareLabels(labels, name, kind, missing), whole}]}
}

/** The categories in their order, where they have one. */
function scaleOf(schema: ColumnSchema): string[] | undefined {
  if (!('categories' in schema) || schema.order === undefined) return undefined
  const {categories, order} = schema
  return [...categories.keys()].toSorted((a, b) => order[a]! - order[b]!).map(code => categories[code]!)
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
