// Random words in bulk, chunk by chunk.
import {fillWords, type Random} from '@inferloop/random'

/** Words in a chunk. */
export const CHUNK = 4096

/** Gives chunk after chunk of 32-bit words (signed), always in the same array; begins with four words of `random`. */
export function wordsFrom(random: Random): () => Int32Array {
  const chunk = new Int32Array(CHUNK)
  const words = new Uint32Array(chunk.buffer)
  const state = Int32Array.from({length: 4}, () => random.below(0x100000000) | 0)
  // The one state that stays as it is; no stream gives it but by a chance of 2^-128.
  if (state.every(word => word === 0)) state[0] = 1
  return () => {
    fillWords(state, words)
    return chunk
  }
}
