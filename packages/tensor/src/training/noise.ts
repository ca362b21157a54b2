// Noise for one step. Each tensor of each step has a stream of its own, so that what is drawn depends on the seed, the step and
// the name alone: not on how many steps one call runs, nor on where training was taken up again.
import type {Random} from '@inferloop/random'
import type {Values} from '../dtype.ts'
import type {Noise} from '../tensor.ts'
import {fillNormals} from './normals.ts'
import {wordsFrom} from './words.ts'

/** 23 bits: then the middle of each interval is a float32 of its own, and none is 0 or 1. */
const INTERVALS = 1 << 23

/** Fills all of `values`: normals, numbers between 0 and 1, or bools as bytes. */
export function fillNoise(values: Values, kind: Noise, random: Random): void {
  if (values instanceof Float32Array) {
    if (kind === 'normal') fillNormals(values, random)
    else fillUniform(values, random)
  } else if (values instanceof Uint8Array && typeof kind === 'object') {
    if (kind.keep === 0.5) fillCoins(values, random)
    else fillKept(values, kind.keep, random)
  }
}

function fillUniform(values: Float32Array, random: Random): void {
  const next = wordsFrom(random)
  for (let start = 0; start < values.length; ) {
    const words = next()
    const count = Math.min(words.length, values.length - start)
    for (let i = 0; i < count; i++) values[start + i] = ((words[i]! >>> 9) + 0.5) / INTERVALS
    start += count
  }
}

function fillKept(values: Uint8Array, share: number, random: Random): void {
  const next = wordsFrom(random)
  const kept = Math.round(share * INTERVALS)
  for (let start = 0; start < values.length; ) {
    const words = next()
    const count = Math.min(words.length, values.length - start)
    for (let i = 0; i < count; i++) values[start + i] = Number(words[i]! >>> 9 < kept)
    start += count
  }
}

/** 32 coins from each word. */
function fillCoins(values: Uint8Array, random: Random): void {
  for (let i = 0; i < values.length; i += 32) {
    let word = random.below(0x100000000)
    const end = Math.min(i + 32, values.length)
    for (let k = i; k < end; k++, word >>>= 1) values[k] = word & 1
  }
}
