// Which rows the models of a target learn from, and which they are tested on.
import type {Comparison, Random} from '@inferloop/contract'
import {chooseRows, shuffleInPlace} from '@inferloop/random'
import type {Learnable, Part} from '../binned.ts'

/** Rows that models are trained on and tested on; of more, so many are drawn. */
const MOST_ROWS = 50_000
/** Cells of the same, a bound on the time that wide tables take. */
const MOST_CELLS = 4e6
/** Share of the real rows that the real model does not see where nothing was held out. */
const TESTED = 0.2

export interface RowsUsed {
  readonly synthetic: Part
  readonly real: Part
  readonly test: Part
}

/** Rows of which `fits` takes the target's cell, drawn with the seed; as many synthetic as real ones where there are so many. */
export function rowsUsed(
  target: Learnable,
  fits: (cell: number) => boolean,
  rows: Comparison['rows'],
  columns: number,
  random: Random,
): RowsUsed {
  const most = Math.min(MOST_ROWS, Math.ceil(MOST_CELLS / Math.max(1, columns)))
  const fitting = (side: Part['side']): Uint32Array => {
    const cells = target.cells[side]!
    const all = new Uint32Array(cells.length)
    let count = 0
    for (let row = 0; row < cells.length; row++) if (fits(cells[row]!)) all[count++] = row
    return all.subarray(0, count)
  }
  const some = (all: Uint32Array, count: number, key: string): Uint32Array =>
    all.length <= count ? all : chooseRows(all.length, count, random.split(key)).map(i => all[i]!)
  let real = fitting('real')
  let test: Part
  if (rows.holdout === undefined) {
    shuffleInPlace(real, random.split('test'))
    const tested = Math.floor(TESTED * real.length)
    test = {side: 'real', rows: some(real.slice(0, tested), most, 'test rows')}
    real = real.slice(tested).sort()
  } else test = {side: 'holdout', rows: some(fitting('holdout'), most, 'test rows')}
  const synthetic = fitting('synthetic')
  const count = Math.min(most, real.length, Math.max(synthetic.length, 1))
  return {
    synthetic: {side: 'synthetic', rows: some(synthetic, count, 'synthetic rows')},
    real: {side: 'real', rows: some(real, count, 'real rows')},
    test,
  }
}
