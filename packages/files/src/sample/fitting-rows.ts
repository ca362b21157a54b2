// How many rows of a table can be learnt from in the memory there is.
import {getHeapStatistics} from 'node:v8'
import type {RowSample} from './row-sample.ts'

/** Share of the memory a table and what is learnt from it may take. */
const SHARE = 0.5
/** A cell as its code, as a number read and clipped, and as what trees look at (docs/files.md). */
const CELL_BYTES = 28
/** A distinct text as a string of JavaScript, without its characters. */
const TEXT_BYTES = 48
const HEAP_SHARE = 0.4
/** Generators work in memories of 4 GiB: rows, and cells, that leave them room. */
const MOST_ROWS = 2 ** 25
const MOST_CELLS = 2 ** 31
/** Cells for which any memory has room. */
const ROOM_FOR_ALL = 1e7

export interface Held {
  readonly rows: number
  readonly columns: number
  /** Distinct texts held, and their characters. */
  readonly texts: number
  readonly characters: number
}

/** Rows that fit, when those held are like the rest; Infinity while there is no need to ask. */
export function fittingRows(
  {rows, columns, texts, characters}: Held,
  memory: number = process.constrainedMemory() || 2 ** 53,
  heap: number = getHeapStatistics().heap_size_limit,
): number {
  const available = Math.min(memory, process.availableMemory() + process.memoryUsage.rss())
  const cells = rows * columns * CELL_BYTES
  const strings = texts * TEXT_BYTES + characters
  const used = Math.max(
    (cells + strings) / (SHARE * available),
    strings / (HEAP_SHARE * heap),
    rows / MOST_ROWS,
    (rows * columns) / MOST_CELLS,
  )
  return used <= 1 ? Number.POSITIVE_INFINITY : Math.max(2, Math.floor(rows / used))
}

/** From now on no more rows are held than memory has room for. True when those held are too many already. */
export function makeRoom(sample: RowSample, held: Held): boolean {
  if (held.rows * held.columns >= ROOM_FOR_ALL) {
    const fit = fittingRows(held)
    if (fit < held.rows) sample.lower(fit)
  }
  return sample.isFull()
}
