// Batches gathered until they are worth a data frame.
import type {SourceTable} from '@inferloop/contract'
import {frameOf} from './frame-of.ts'
import {joinBatches} from './join-batches.ts'
import {type DataFrame, polars} from './polars.ts'

/** Cells of a data frame: 4 Mi, at most 32 MB. */
const FRAME_CELLS = 2 ** 22

export interface Gatherer {
  /** A data frame as soon as there are enough rows for one. */
  add(batch: SourceTable): Promise<DataFrame | undefined>
  /** What is left; undefined when nothing is. */
  rest(): Promise<DataFrame | undefined>
}

export function gatherBatches(): Gatherer {
  let pending: SourceTable[] = []
  let cells = 0
  async function rest(): Promise<DataFrame | undefined> {
    if (pending.length === 0) return undefined
    const batches = pending
    pending = []
    cells = 0
    return frameOf(await polars(), joinBatches(batches))
  }
  return {
    async add(batch) {
      pending.push(batch)
      cells += batch.rows * batch.columns.length
      return cells >= FRAME_CELLS ? rest() : undefined
    },
    rest,
  }
}
