// From what the generator says to slots and scalars: a slot by softmax, as Gumbel noise would choose it; a scalar by tanh.
import type {Random} from '@inferloop/contract'
import type {Layout} from './layout.ts'

export interface DrawnSlots {
  /** By column. */
  readonly slots: readonly Uint16Array[]
  /** By column; undefined of columns without modes. */
  readonly scalars: readonly (Float32Array | undefined)[]
}

/** `logits` (rows, width). What is no number counts as impossible; where all are, the first slot is taken. */
export function drawSlots(logits: Float32Array, {places, width}: Layout, random: Random): DrawnSlots {
  const rows = logits.length / width
  const slots = places.map(() => new Uint16Array(rows))
  const scalars = places.map(({scalar}) => (scalar < 0 ? undefined : new Float32Array(rows)))
  const chances = new Float64Array(Math.max(...places.map(({size}) => size)))
  for (let row = 0; row < rows; row++) {
    places.forEach(({scalar, start, size}, j) => {
      const at = row * width
      if (scalar >= 0) scalars[j]![row] = Math.tanh(logits[at + scalar]!) || 0
      slots[j]![row] = drawnSlot(logits, at + start, size, chances, random.next())
    })
  }
  return {slots, scalars}
}

function drawnSlot(
  logits: Float32Array,
  from: number,
  size: number,
  chances: Float64Array,
  u: number,
): number {
  let most = -Infinity
  for (let k = 0; k < size; k++) if (logits[from + k]! > most) most = logits[from + k]!
  let total = 0
  for (let k = 0; k < size; k++) {
    const chance = Math.exp(logits[from + k]! - most)
    total += chances[k] = chance >= 0 ? chance : 0
  }
  let left = u * total
  let last = 0
  for (let k = 0; k < size; k++) {
    const chance = chances[k]!
    if (chance === 0) continue
    last = k
    left -= chance
    if (left < 0) return k
  }
  return last
}
