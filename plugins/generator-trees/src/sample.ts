// Draws rows column by column, in batches; each batch has its own random stream, so any thread may draw any batch.
import type {Column, Random, RunContext, Table} from '@inferloop/contract'
import {
  type Axis,
  binOf,
  type Drawn,
  drawCodes,
  drawLabels,
  FIRST_LEVEL,
  isMissing,
  MAX_CLASS_BIN,
  valueOf,
} from '@inferloop/forest'
import type {ModelColumn, TreesModel} from './model.ts'
import {snapper} from './snap.ts'

export const BATCH_ROWS = 8192

export async function* sampleModel(model: TreesModel, rows: number, run: RunContext): AsyncGenerator<Table> {
  for (let start = 0; start < rows; start += BATCH_ROWS) {
    run.signal.throwIfAborted()
    const count = Math.min(BATCH_ROWS, rows - start)
    const batch = drawBatch(model, count, run.random.split(start / BATCH_ROWS))
    run.progress({phase: 'sample', done: start + count, total: rows, unit: 'rows'})
    yield batch
    await new Promise(resolve => setImmediate(resolve))
  }
}

export function drawBatch(model: TreesModel, rows: number, random: Random): Table {
  const categorical = model.columns.map(c => c.axis === undefined)
  const drawn = {
    bins: model.columns.map(() => new Uint8Array(rows)),
    codes: model.columns.map(() => new Uint16Array(rows)),
  } satisfies Drawn
  const out = new Array<Column>(model.columns.length)
  for (const j of model.order) {
    const column = model.columns[j]!
    const stream = random.split(j)
    if (column.learnt.method === 'boosting')
      drawLabels(column.learnt.trees, categorical, drawn, rows, stream, drawn.codes[j]!)
    else drawCodes(column.learnt.tree, categorical, drawn, rows, model, stream, drawn.codes[j]!)
    out[j] = column.axis
      ? numbers(column, column.axis, drawn.codes[j]!, drawn.bins[j]!, stream)
      : labels(column, drawn.codes[j]!, drawn.bins[j]!)
  }
  return {rows, columns: out}
}

function labels({schema}: ModelColumn, codes: Uint16Array, bins: Uint8Array): Column {
  for (let i = 0; i < codes.length; i++) bins[i] = Math.min(codes[i]!, MAX_CLASS_BIN)
  if (schema.kind !== 'categorical' && schema.kind !== 'boolean')
    throw new Error(`${schema.name} has no categories`)
  return {name: schema.name, kind: schema.kind, codes: Uint32Array.from(codes), schema}
}

function numbers(
  {schema}: ModelColumn,
  axis: Axis,
  codes: Uint16Array,
  bins: Uint8Array,
  random: Random,
): Column {
  if (schema.kind !== 'numeric' && schema.kind !== 'datetime')
    throw new Error(`${schema.name} has no numbers`)
  const values = new Float64Array(codes.length)
  const missing = schema.missing.length > 0 ? new Uint8Array(codes.length) : undefined
  const snap = snapper(schema)
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!
    if (isMissing(axis, code)) {
      const k = code - axis.atoms.length
      values[i] = Number.NaN
      missing![i] = k + 1
      bins[i] = axis.cuts.length + k
    } else {
      const value = code < FIRST_LEVEL ? axis.atoms[code]! : snap(valueOf(axis, code, random.next()))
      values[i] = value
      bins[i] = binOf(axis, value)
    }
  }
  return {name: schema.name, kind: schema.kind, values, missing, schema}
}
