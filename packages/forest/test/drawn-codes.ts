// Draws the codes of one column, given what was drawn of others.
import type {Random} from '@inferloop/random'
import type {DensityTree} from '../src/density-tree.ts'
import type {Drawn, DrawOptions} from '../src/draw-row.ts'
import {openDrawer} from '../src/drawer.ts'
import type {ColumnModel} from '../src/fit-column.ts'

/** A tree of one leaf, for columns whose cells are there already. */
const leaf: DensityTree = {
  feature: Int32Array.of(-1),
  split: Uint32Array.of(0),
  child: Uint32Array.of(0),
  sets: new Uint8Array(),
  count: Uint32Array.of(1),
  entry: Uint32Array.of(0, 1),
  codes: Uint16Array.of(0),
  cumulative: Uint32Array.of(1),
  slopeFeature: Int32Array.of(-1),
  slope: new Float32Array(1),
  centre: new Float32Array(1),
  repeats: new Int32Array(),
}

export const PLAIN: DrawOptions = {alpha: 0, blend: 0}

export function drawnCodes(
  model: ColumnModel,
  categorical: readonly boolean[],
  {bins, codes, values}: Drawn,
  rows: number,
  random: Random,
  options = PLAIN,
): Uint16Array {
  const others = bins.map((): ColumnModel => ({method: 'density', tree: leaf}))
  const drawer = openDrawer([...others, model], categorical, rows)
  bins.forEach((column, j) => drawer.bins[j]!.set(column))
  codes.forEach((column, j) => drawer.codes[j]!.set(column))
  drawer.draw(bins.length, rows, random, options, values)
  return drawer.codes[bins.length]!.slice()
}
