// One batch of rows: what is drawn, as columns of cells.
import type {Column, Random} from '@inferloop/contract'
import {type Drawn, isMissing} from '@inferloop/forest'
import {openCells} from './draw-cells.ts'
import type {ModelColumn, TreesModel} from './model.ts'

/** Most rows of a batch. */
export const BATCH_ROWS = 8192

/** A column's arrays without its schema, so that a thread can send them. */
export type Cells =
  | {readonly codes: Uint32Array}
  | {readonly values: Float64Array; readonly missing: Uint8Array | undefined}

/** Cells of `rows` new rows by column of the model. */
export type DrawBatch = (rows: number, random: Random) => Cells[]

/** Room for batches of a table of `all` rows. */
export function openBatches(model: TreesModel, all: number): DrawBatch {
  const cells = openCells(model, Math.min(all, BATCH_ROWS))
  return (rows, random) => {
    const drawn = cells.draw(rows, random)
    return model.columns.map((column, j) => cellsOf(column, drawn, j, rows))
  }
}

export function withSchemas({columns}: TreesModel, cells: readonly Cells[]): Column[] {
  return columns.map(
    ({schema}, j) => ({name: schema.name, kind: schema.kind, schema, ...cells[j]!}) as Column,
  )
}

function cellsOf({schema, axis}: ModelColumn, drawn: Drawn, j: number, rows: number): Cells {
  const codes = drawn.codes[j]!.subarray(0, rows)
  if ('categories' in schema) return {codes: new Uint32Array(codes)}
  const values = drawn.values[j]!
  if (schema.missing.length === 0) return {values, missing: undefined}
  const missing = new Uint8Array(rows)
  const before = axis!.atoms.length - 1
  for (let row = 0; row < rows; row++) if (isMissing(axis!, codes[row]!)) missing[row] = codes[row]! - before
  return {values, missing}
}
