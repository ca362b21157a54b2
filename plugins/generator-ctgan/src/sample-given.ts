// Rows that have given values: the network is asked for the rarest label among them, and rows that have not all of them are passed over.
import {
  type DatetimeSchema,
  InferError,
  type NumericSchema,
  type RunContext,
  type Table,
} from '@inferloop/contract'
import {conditionPlace} from './conditions.ts'
import {batchRows, drawBatches} from './draw-batches.ts'
import type {DrawnSlots} from './draw-slots.ts'
import {layoutOf, type ModelColumn} from './layout.ts'
import type {CtganModel} from './model.ts'

/** A label, or a missing text; a number or an instant in milliseconds, or bounds of it, both included. */
export type Given = Readonly<Record<string, string | number | {readonly min?: number; readonly max?: number}>>

/** Drawn for each row wanted before it is given up. */
const MOST_DRAWS = 1000

/**
 * Exactly `rows` rows, each with all the values.
 *
 * @throws InferError INFER_COLUMN_UNKNOWN for a column the model has not, INFER_OPTION for a label it has not, INFER_ROWS when too few
 * rows with these values come
 */
export async function* sampleGiven(
  model: CtganModel,
  rows: number,
  given: Given,
  run: RunContext,
): AsyncGenerator<Table> {
  checkRows(rows)
  const {columns} = model
  const layout = layoutOf(columns)
  const wanted = Object.entries(given).map(([name, value]) => wish(columns, name, value))
  const labels = wanted.flatMap(one => ('label' in one ? [one] : [])).toSorted((a, b) => a.count - b.count)
  const asked = labels[0]
  const fixed = asked && conditionPlace(layout, asked.column, asked.slot)
  const most = batchRows(layout)
  let [made, tried] = [0, 0]
  for await (const drawn of drawBatches(model, () => (made < rows ? most : 0), run, fixed)) {
    tried += drawn.rows
    for (const one of labels) fillLabel(drawn.columns[one.column]!, one.label, drawn.slots, one)
    const kept = [...Array(drawn.rows).keys()]
      .filter(row => wanted.every(one => one.isMet(drawn.slots, drawn.columns[one.column]!, row)))
      .slice(0, rows - made)
    made += kept.length
    run.progress({phase: 'sample', done: made, total: rows, unit: 'rows'})
    if (kept.length > 0) yield {rows: kept.length, columns: drawn.columns.map(column => chosen(column, kept))}
    if (made < rows && tried >= MOST_DRAWS * Math.max(rows, 100)) throw tooFew(made, rows, tried, given)
  }
}

function checkRows(rows: number): void {
  if (Number.isSafeInteger(rows) && rows >= 0) return
  throw new InferError('INFER_ROWS', {
    message: `Rows should be a whole number from 0 on, was ${rows}.`,
    suggestions: ['a number such as 100'],
  })
}

type Numeric = NumericSchema | DatetimeSchema

type Cells = Table['columns'][number]

interface Wish {
  readonly column: number
  readonly isMet: (drawn: DrawnSlots, cells: Cells, row: number) => boolean
}

interface LabelWish extends Wish {
  readonly label: number
  readonly slot: number
  readonly count: number
}

function wish(columns: readonly ModelColumn[], name: string, value: Given[string]): Wish | LabelWish {
  const column = columns.findIndex(one => one.schema.name === name)
  const found = columns[column]
  if (found === undefined)
    throw new InferError('INFER_COLUMN_UNKNOWN', {
      message: `The model has no column ${JSON.stringify(name)} that was learnt.`,
      suggestions: [`one of ${columns.map(({schema}) => schema.name).join(', ')}`],
    })
  const {schema, code} = found
  if (code.kind === 'labels') {
    const texts = [...(schema as {readonly categories: readonly string[]}).categories, ...schema.missing]
    const label = typeof value === 'object' ? -1 : texts.indexOf(String(value))
    if (label < 0 || code.counts[label] === 0)
      throw new InferError('INFER_OPTION', {
        message: `${name} has no label ${JSON.stringify(value)} that was learnt.`,
        suggestions: [`such as ${JSON.stringify(texts[0])}`],
      })
    const slot = code.slots[label]!
    return {
      column,
      label,
      slot,
      count: code.counts[label]!,
      isMet: (drawn, _, row) => drawn.slots[column]![row] === slot,
    }
  }
  const isMissing = typeof value === 'string' && schema.missing.includes(value)
  const {min, max} = isMissing ? {min: 0, max: 0} : boundsIn(value, schema as Numeric)
  return {
    column,
    isMet(_, cells, row) {
      const {values, missing} = cells as Extract<Cells, {readonly values: Float64Array}>
      if (isMissing) return missing?.[row] === schema.missing.indexOf(value) + 1
      return values[row]! >= min && values[row]! <= max
    },
  }
}

/** @throws InferError INFER_OPTION for what is no number, and for bounds between which the column has none */
function boundsIn(value: Given[string], schema: Numeric) {
  const bounds = typeof value === 'number' ? {min: value, max: value} : value
  const {min = -Infinity, max = Infinity} =
    typeof bounds === 'object' && bounds !== null ? bounds : {min: Number.NaN}
  if (min <= max && min <= schema.max && max >= schema.min) return {min, max}
  throw new InferError('INFER_OPTION', {
    message: `${schema.name} has numbers from ${schema.min} to ${schema.max}, asked for was ${JSON.stringify(value)}.`,
    suggestions: [`a number, or {min, max} within ${schema.min} and ${schema.max}`],
  })
}

/** Labels of one slot differ by their counts alone: all rows of the slot may have the one asked for. */
function fillLabel(cells: Cells, label: number, {slots}: DrawnSlots, {column, slot}: LabelWish): void {
  if (!('codes' in cells)) return
  slots[column]!.forEach((one, row) => {
    if (one === slot) cells.codes[row] = label
  })
}

function chosen(column: Cells, rows: readonly number[]): Cells {
  if ('codes' in column) return {...column, codes: Uint32Array.from(rows, row => column.codes[row]!)}
  const values = Float64Array.from(rows, row => column.values[row]!)
  const {missing} = column
  return {...column, values, ...(missing && {missing: Uint8Array.from(rows, row => missing[row]!)})}
}

const tooFew = (made: number, rows: number, drawn: number, given: Given): InferError =>
  new InferError('INFER_ROWS', {
    message: `Only ${made} of ${rows} rows with ${JSON.stringify(given)} came in ${drawn} drawn.`,
    suggestions: ['fewer rows, or fewer values at once'],
  })
