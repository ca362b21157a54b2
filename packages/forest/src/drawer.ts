// Draws batches of codes from fitted columns: all their trees stand in one memory, and the rows beside them.
import type {Random} from '@inferloop/random'
import type {DrawOptions, Drawn} from './draw-row.ts'
import {reserveLabels} from './draw-labels.ts'
import {reserveDensity} from './draw-density.ts'
import type {ColumnModel} from './fit-column.ts'
import {planWorkspace} from './kernels.ts'
import {reserveBatch} from './tree-layout.ts'

export interface Drawer {
  /** By column; those that later columns look at are filled by whoever draws. */
  readonly bins: readonly Uint8Array[]
  readonly codes: readonly Uint16Array[]
  /**
   * Fills the first `rows` codes of column `j`, given bins and codes of the columns before it and `values` of those it repeats.
   */
  draw(j: number, rows: number, random: Random, options: DrawOptions, values: Drawn['values']): void
  /** Nothing of it is looked at after this. */
  close(): void
}

/** `models` and `categorical` by column; batches have up to `most` rows. Its arrays are filled anew with each batch. */
export function openDrawer(
  models: readonly ColumnModel[],
  categorical: readonly boolean[],
  most: number,
): Drawer {
  const plan = planWorkspace()
  const batch = reserveBatch(plan, models.length, most)
  const codes = plan.reserve(Uint16Array, models.length * most)
  const words = plan.reserve(Uint32Array, most)
  const scores = plan.reserve(Float64Array, most)
  const openings = models.map((model, j) => {
    const out = {...codes, address: codes.address + codes.kind.BYTES_PER_ELEMENT * j * most, length: most}
    return model.method === 'density'
      ? reserveDensity(plan, model.tree, {batch, codes, words, out})
      : reserveLabels(plan, model.trees, {batch, scores, out})
  })
  const work = plan.open()
  const draws = openings.map(open => open(work, categorical))
  const bins = columnsOf(work.arrayAt(batch.bins), most)
  const byColumn = columnsOf(work.arrayAt(codes), most)
  return {
    bins,
    codes: byColumn,
    draw: (j, rows, random, options, values) =>
      draws[j]!(rows, random, options, {bins, codes: byColumn, values}),
    close: () => work.close(),
  }
}

function columnsOf<T extends Uint8Array | Uint16Array>(all: T, length: number): T[] {
  return Array.from({length: all.length / length}, (_, j) => all.subarray(j * length, (j + 1) * length) as T)
}
