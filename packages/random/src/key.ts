// Numbers and texts as 64-bit Philox keys. Seeds, split keys and stream starts never share a key.
import {philox4x32} from './philox.ts'

export type Key = [number, number]

/** What a key is for; the two top bits of its upper word. Numbers and texts are told apart by the third. */
export const PURPOSE = {seed: 0x00000000, split: 0x40000000, start: 0x80000000} as const

const TEXT = 0x20000000

/**
 * A whole number keeps its 54 bits (two's complement), so different numbers never meet. A text is chained through Philox,
 * eight UTF-16 units a block, down to 61 bits; two texts meet with probability 2^-61.
 *
 * @throws RangeError when a number is not a whole number within ±(2^53 - 1)
 */
export function keyOf(value: number | string, purpose: number): Key {
  if (typeof value === 'string') {
    const [low, high] = digest(value)
    return [low, ((high & 0x1fffffff) | TEXT | purpose) >>> 0]
  }
  if (!Number.isSafeInteger(value))
    throw new RangeError(`A seed or key should be a whole number, was ${value}`)
  return [value >>> 0, ((Math.floor(value / 2 ** 32) & 0x3fffff) | purpose) >>> 0]
}

function digest(text: string): Key {
  const pair = (i: number) => (unit(text, i) | (unit(text, i + 1) << 16)) >>> 0
  let key: Key = [text.length, 0]
  for (let i = 0; i < text.length; i += 8) {
    const [low, high] = philox4x32([pair(i), pair(i + 2), pair(i + 4), pair(i + 6)], key)
    key = [low, high]
  }
  return key
}

const unit = (text: string, i: number) => (i < text.length ? text.charCodeAt(i) : 0)
