// A stream: xoshiro128** numbers, whose start and whose children come from the stream's identity by Philox.
import {fillWords} from './fill-words.ts'
import {keyOf, PURPOSE} from './key.ts'
import {normal} from './normal.ts'
import {philox4x32} from './philox.ts'
import type {Random, Words} from './random.ts'
import {nextFraction, nextWord} from './xoshiro.ts'

const START = keyOf(0, PURPOSE.start)

/**
 * The stream of a seed: a whole number within ±(2^53 - 1), or a text (`7` and `'7'` are different seeds).
 *
 * @throws RangeError for other numbers
 */
export function createRandom(seed: number | string): Random {
  return randomFromState(philox4x32([0, 0, 0, 0], keyOf(seed, PURPOSE.seed)))
}

/** The stream with this identity, from its first number: how a stream crosses to another thread. */
export function randomFromState(state: Words): Random {
  const identity: Words = [state[0] >>> 0, state[1] >>> 0, state[2] >>> 0, state[3] >>> 0]
  const words = Int32Array.from(philox4x32(identity, START))
  // The one state xoshiro never leaves; a bijection has exactly one identity that leads there.
  if ((words[0]! | words[1]! | words[2]! | words[3]!) === 0) words[0] = 1
  return {
    next: () => nextFraction(words),
    below: bound => nextBelow(words, bound),
    normal: () => normal(words),
    words: into => fillWords(words, into),
    split: key => randomFromState(philox4x32(identity, keyOf(key, PURPOSE.split))),
    state: identity,
  }
}

/**
 * Lemire's multiply and reject ("Fast random integer generation in an interval", 2019) while word · bound is exact in a
 * double; above that, as many top bits as the bound needs until they fall below it, under two words on average.
 */
function nextBelow(s: Int32Array, bound: number): number {
  if (bound >>> 0 !== bound || bound === 0) {
    if (bound === 0x100000000) return nextWord(s) >>> 0
    throw new RangeError(`A bound should be a whole number from 1 to 2^32, was ${bound}`)
  }
  if (bound <= 0x200000) {
    let product = (nextWord(s) >>> 0) * bound
    if (product >>> 0 < bound) {
      const floor = 0x100000000 % bound
      while (product >>> 0 < floor) product = (nextWord(s) >>> 0) * bound
    }
    return Math.floor(product / 0x100000000)
  }
  const spare = Math.clz32(bound - 1)
  let value = nextWord(s) >>> spare
  while (value >= bound) value = nextWord(s) >>> spare
  return value
}
