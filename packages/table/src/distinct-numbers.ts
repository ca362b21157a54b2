// The distinct values of a typed column: open addressing on the bits of the doubles.

export interface DistinctNumbers {
  /** In order of first appearance; one NaN at most. */
  readonly values: Float64Array
  readonly codes: Uint32Array
}

/** -0 counts as 0, every NaN as the same. */
export function distinctNumbers(cells: Float64Array): DistinctNumbers {
  const codes = new Uint32Array(cells.length)
  let values = new Float64Array(256)
  let slots = new Int32Array(1024)
  let distinct = 0
  for (let i = 0; i < cells.length; i++) {
    const value = cells[i]! + 0
    let slot = hashOf(value) & (slots.length - 1)
    let entry = slots[slot]! - 1
    while (entry >= 0 && values[entry] !== value && !(Number.isNaN(value) && Number.isNaN(values[entry]!))) {
      slot = (slot + 1) & (slots.length - 1)
      entry = slots[slot]! - 1
    }
    if (entry < 0) {
      entry = distinct++
      if (entry === values.length) values = grown(values)
      values[entry] = value
      slots[slot] = entry + 1
      if (distinct * 4 > slots.length) slots = rehashed(values, distinct, slots.length * 4)
    }
    codes[i] = entry
  }
  return {values: values.slice(0, distinct), codes}
}

const double = new Float64Array(1)
const words = new Int32Array(double.buffer)

function hashOf(value: number): number {
  double[0] = value
  const mixed = Math.imul(words[0]! ^ Math.imul(words[1]!, 0x9e3779b1), 0x85ebca6b)
  return mixed ^ (mixed >>> 15)
}

function grown(values: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(values.length * 2)
  larger.set(values)
  return larger
}

function rehashed(values: Float64Array, distinct: number, size: number): Int32Array<ArrayBuffer> {
  const slots = new Int32Array(size)
  for (let entry = 0; entry < distinct; entry++) {
    let slot = hashOf(values[entry]!) & (size - 1)
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1)
    slots[slot] = entry + 1
  }
  return slots
}
