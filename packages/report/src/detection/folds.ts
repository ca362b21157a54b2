// Rows dealt into folds, as many of either class in each.
import type {Random} from '@inferloop/contract'
import {shuffleInPlace} from '@inferloop/random'

/** The fold, below `folds`, of each of `half` rows of class 0 and the `half` rows of class 1 that follow them. */
export function stratifiedFolds(half: number, folds: number, random: Random): Uint8Array {
  const foldOf = new Uint8Array(2 * half)
  for (const [k, start] of [0, half].entries()) {
    const order = Uint32Array.from({length: half}, (_, i) => start + i)
    shuffleInPlace(order, random.split(k))
    order.forEach((row, i) => (foldOf[row] = i % folds))
  }
  return foldOf
}

/** Rows outside a fold, in shared memory, and those in it. */
export function splitByFold(foldOf: Uint8Array, fold: number): {train: Uint32Array; test: Uint32Array} {
  const inside = foldOf.reduce((sum, k) => sum + (k === fold ? 1 : 0), 0)
  const train = new Uint32Array(new SharedArrayBuffer(4 * (foldOf.length - inside)))
  const test = new Uint32Array(inside)
  let [a, b] = [0, 0]
  for (let row = 0; row < foldOf.length; row++) {
    if (foldOf[row] === fold) test[b++] = row
    else train[a++] = row
  }
  return {train, test}
}
