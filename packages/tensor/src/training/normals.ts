// Standard normals as float32 in bulk: the ziggurat (Marsaglia & Tsang 2000) with bits of their own for layer and place
// (Doornik 2005), one word in 97 of 100 draws.
import type {Random} from '@inferloop/random'
import {CHUNK, wordsFrom} from './words.ts'

const LAYERS = 128
/** Where the tail begins, and the area of each layer, for 128 layers. */
const TAIL = 3.442619855899
const AREA = 9.91256303526217e-3
/** Places in half a layer: 24 bits, as many as a float32 keeps. */
const PLACES = 1 << 24

const density = (x: number): number => Math.exp(-0.5 * x * x)

/** Right edges of the layers, from the widest to 0; the first is the width the tail's layer would have as a box. */
const edges = new Float64Array(LAYERS + 1)
edges[0] = AREA / density(TAIL)
edges[1] = TAIL
for (let i = 2; i < LAYERS; i++)
  edges[i] = Math.sqrt(-2 * Math.log(AREA / edges[i - 1]! + density(edges[i - 1]!)))

/** Width of a place, and how many places from the middle surely lie below the density. */
const widths = Float64Array.from({length: LAYERS}, (_, i) => edges[i]! / PLACES)
const sure = Int32Array.from({length: LAYERS}, (_, i) => Math.floor((edges[i + 1]! / edges[i]!) * PLACES))

/**
 * Fills `values` with draws from N(0, 1). First all as if each fell on the sure part of its layer, keeping which did not;
 * those are drawn afterwards. A branch between the two would cost more than all the rest.
 */
export function fillNormals(values: Float32Array, random: Random): void {
  const next = wordsFrom(random)
  const beside = new Int32Array(CHUNK + 1)
  for (let start = 0; start < values.length; ) {
    const words = next()
    const count = Math.min(words.length, values.length - start)
    let waiting = 0
    for (let i = 0; i < count; i++) {
      const word = words[i]!
      const layer = word & (LAYERS - 1)
      const place = word >> 7
      values[start + i] = place * widths[layer]!
      beside[waiting] = i
      // |place| >= sure, as 0 or 1: for a negative number all bits are flipped.
      waiting += (sure[layer]! - 1 - (place ^ (place >> 31))) >>> 31
    }
    for (let k = 0; k < waiting; k++) {
      const i = beside[k]!
      values[start + i] = atEdge(words[i]! >> 7, words[i]! & (LAYERS - 1), random)
    }
    start += count
  }
}

/** A draw that fell beside the sure part of its layer; goes on with the stream itself. */
function atEdge(place: number, layer: number, random: Random): number {
  const x = place * widths[layer]!
  if (layer === 0) return beyondTail(random) * (place < 0 ? -1 : 1)
  const bottom = density(edges[layer]!)
  const top = density(edges[layer + 1]!)
  return bottom + random.next() * (top - bottom) < density(x) ? x : random.normal()
}

/** A draw beyond TAIL (Marsaglia 1964): exponential, accepted by the normal's own fall. */
function beyondTail(random: Random): number {
  for (;;) {
    const x = -Math.log(1 - random.next()) / TAIL
    const y = -Math.log(1 - random.next())
    if (y + y > x * x) return TAIL + x
  }
}
