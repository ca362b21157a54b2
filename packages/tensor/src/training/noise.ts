// Noise for one step. Each tensor of each step has a stream of its own, so that what is drawn depends on the seed, the step and
// the name alone: not on how many steps one call runs, nor on where training was taken up again.
import type {Random} from '@inferloop/random'
import type {Values} from '../dtype.ts'
import type {Noise} from '../tensor.ts'

/** 23 bits: then the middle of each interval is a float32 of its own, and none is 0 or 1. */
const INTERVALS = 1 << 23

/** Fills all of `values`: normals, numbers between 0 and 1, or bools as bytes. */
export function fillNoise(values: Values, kind: Noise, random: Random): void {
  if (kind === 'normal') {
    for (let i = 0; i < values.length; i++) values[i] = random.normal()
  } else if (kind === 'uniform') {
    for (let i = 0; i < values.length; i++) values[i] = (random.below(INTERVALS) + 0.5) / INTERVALS
  } else if (kind.keep === 0.5) {
    fillCoins(values, random)
  } else {
    const kept = Math.round(kind.keep * INTERVALS)
    for (let i = 0; i < values.length; i++) values[i] = Number(random.below(INTERVALS) < kept)
  }
}

/** 32 coins from each word. */
function fillCoins(values: Values, random: Random): void {
  for (let i = 0; i < values.length; i += 32) {
    let word = random.below(0x100000000)
    const end = Math.min(i + 32, values.length)
    for (let k = i; k < end; k++, word >>>= 1) values[k] = word & 1
  }
}
