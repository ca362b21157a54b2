// Sums of gradients and curvatures and counts of rows by bin: the inner loop of boosting.
import type {Feature} from './grow.ts'

/** Derivatives of the loss of row `rows[i]` are `gradient[i]` and `curvature[i]`. */
interface Derivatives {
  readonly rows: Uint32Array
  readonly gradient: Float64Array
  readonly curvature: Float64Array
}

/** Three numbers a bin: gradient, curvature, count; those of feature k begin at `offsets[k]`. */
export function addToHistogram(
  h: Float64Array,
  features: readonly Feature[],
  offsets: readonly number[],
  {rows, gradient, curvature}: Derivatives,
): void {
  let k = 0
  // Four features at a time: where a feature has few bins, each sum waits for the one before, and the others fill the time.
  for (; k + 4 <= features.length; k += 4) {
    const {bins: a} = features[k]!
    const {bins: b} = features[k + 1]!
    const {bins: c} = features[k + 2]!
    const {bins: d} = features[k + 3]!
    const [fromA, fromB, fromC, fromD] = [offsets[k]!, offsets[k + 1]!, offsets[k + 2]!, offsets[k + 3]!]
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!
      const slope = gradient[i]!
      const bend = curvature[i]!
      add(h, fromA + a[row]! * 3, slope, bend)
      add(h, fromB + b[row]! * 3, slope, bend)
      add(h, fromC + c[row]! * 3, slope, bend)
      add(h, fromD + d[row]! * 3, slope, bend)
    }
  }
  for (; k < features.length; k++) {
    const {bins} = features[k]!
    const from = offsets[k]!
    for (let i = 0; i < rows.length; i++) add(h, from + bins[rows[i]!]! * 3, gradient[i]!, curvature[i]!)
  }
}

function add(h: Float64Array, at: number, slope: number, bend: number): void {
  h[at]! += slope
  h[at + 1]! += bend
  h[at + 2]! += 1
}
