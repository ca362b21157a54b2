// Draws rows in batches; each batch has its own random stream, so any thread may draw any batch.
import type {Column, Random, RunContext, Table} from '@inferloop/contract'
import {type Drawn, isMissing} from '@inferloop/forest'
import {drawCells} from './draw-cells.ts'
import type {ModelColumn, TreesModel} from './model.ts'

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

function drawBatch(model: TreesModel, rows: number, random: Random): Table {
  const drawn = drawCells(model, rows, random)
  return {rows, columns: model.columns.map((column, j) => columnOf(column, drawn, j))}
}

function columnOf({schema, axis}: ModelColumn, drawn: Drawn, j: number): Column {
  const codes = drawn.codes[j]!
  if ('categories' in schema)
    return {name: schema.name, kind: schema.kind, codes: Uint32Array.from(codes), schema}
  const missing =
    schema.missing.length > 0
      ? Uint8Array.from(codes, code => (isMissing(axis!, code) ? code - axis!.atoms.length + 1 : 0))
      : undefined
  return {name: schema.name, kind: schema.kind, values: drawn.values[j]!, missing, schema}
}
