// Standard normals by the ziggurat (Marsaglia & Tsang 2000) with Doornik's separate bits for layer and place (2005).
// Keeps nothing between draws.
import {nextFraction, nextWord} from './xoshiro.ts'

const LAYERS = 256
/** Where the tail begins, and the area of each layer, for 256 layers. */
const TAIL = 3.6541528853610088
const AREA = 0.00492867323399

/** Right edges of the layers, from the widest to 0; the first is the width the tail's layer would have as a box. */
const edges = layerEdges()

function layerEdges(): Float64Array {
  const x = new Float64Array(LAYERS + 1)
  x[0] = AREA / density(TAIL)
  x[1] = TAIL
  for (let i = 2; i < LAYERS; i++) x[i] = Math.sqrt(-2 * Math.log(AREA / x[i - 1]! + density(x[i - 1]!)))
  return x
}

function density(x: number): number {
  return Math.exp(-0.5 * x * x)
}

/** One draw from N(0, 1); changes `s`, the state of a stream. Two words in 99 of 100 draws. */
export function normal(s: Int32Array): number {
  for (;;) {
    const a = nextWord(s)
    const b = nextWord(s)
    // 53 bits place the point, the 8 lowest of the 11 left over choose the layer.
    const u = ((a >>> 5) * 0x4000000 + (b >>> 6)) / 0x10000000000000 - 1
    const layer = ((a & 31) << 3) | (b & 7)
    const x = u * edges[layer]!
    const inner = edges[layer + 1]!
    if (Math.abs(x) < inner) return x
    if (layer === 0) return u < 0 ? -tail(s) : tail(s)
    const top = density(inner)
    const bottom = density(edges[layer]!)
    if (bottom + nextFraction(s) * (top - bottom) < density(x)) return x
  }
}

/** A draw beyond TAIL (Marsaglia 1964): exponential, accepted by the normal's own fall. */
export function tail(s: Int32Array): number {
  for (;;) {
    const x = -Math.log(1 - nextFraction(s)) / TAIL
    const y = -Math.log(1 - nextFraction(s))
    if (y + y > x * x) return TAIL + x
  }
}
