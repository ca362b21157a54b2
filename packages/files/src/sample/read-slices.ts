// The chosen rows of a Parquet file, read slice by slice.
import {setImmediate as nextTurn} from 'node:timers/promises'
import type {Progress} from '@inferloop/contract'
import type {DataFrame, Polars} from '../parquet/polars.ts'

/** Cells of a slice: 4 Mi. */
const SLICE_CELLS = 2 ** 22
const PICK = 'pick'

interface Slices {
  readonly rows: number
  readonly columns: number
  /** Of the file, in bytes. */
  readonly size: number
  slice(first: number, count: number): DataFrame
}

/** `chosen` are row numbers, ascending. Memory holds a slice and what was chosen. */
export async function readSlices(
  pl: Polars,
  {rows, columns, size, slice}: Slices,
  chosen: Float64Array,
  {
    signal,
    progress,
  }: {readonly signal: AbortSignal; readonly progress?: ((event: Progress) => void) | undefined},
): Promise<DataFrame> {
  const step = Math.max(1, Math.floor(SLICE_CELLS / columns))
  const parts: DataFrame[] = []
  let at = 0
  for (let first = 0; first < rows && at < chosen.length; first += step) {
    signal.throwIfAborted()
    const count = Math.min(step, rows - first)
    const mask = new Uint8Array(count)
    const before = at
    for (; at < chosen.length && chosen[at]! < first + count; at++) mask[chosen[at]! - first] = 1
    if (at > before) parts.push(picked(pl, slice(first, count), mask))
    progress?.({phase: 'read', done: Math.round((size * (first + count)) / rows), total: size, unit: 'bytes'})
    await nextTurn()
  }
  return parts.length === 1 ? parts[0]! : pl.concat(parts)
}

/** polars takes some names for patterns: the columns have safe ones meanwhile. */
function picked(pl: Polars, frame: DataFrame, mask: Uint8Array): DataFrame {
  const names = frame.columns
  frame.columns = names.map((_, i) => `c${i}`)
  const part = frame
    .withColumn(pl.Series(PICK, mask))
    .filter(pl.col(PICK).eq(pl.lit(1)))
    .drop(PICK)
  part.columns = names
  return part
}
