// Local linear adjustment: within a leaf, values that move in step with a predictor are kept as residuals.
// The regression adjustment of approximate Bayesian computation (Beaumont, Zhang, Balding 2002), one predictor a leaf.
import {FIRST_LEVEL, LEVELS} from './axis.ts'
import type {EncodedColumn} from './encode.ts'
import type {Tree} from './grow.ts'

export interface Slopes {
  /** Per node: the predictor's column, -1 for none. */
  readonly feature: Int32Array
  readonly slope: Float32Array
  readonly centre: Float32Array
  /** Codes of the target with each continuous one in an adjusted leaf moved to where it would stand at the centre. */
  readonly codes: Uint16Array
}

/** Least rows with both values continuous from which a line is fitted. */
const MIN_ROWS = 6

export function fitSlopes(
  tree: Tree,
  columns: readonly EncodedColumn[],
  target: Uint16Array,
  predictors: readonly number[],
  minCorrelation: number,
): Slopes {
  const nodes = tree.feature.length
  const numeric = predictors.filter(p => columns[p]!.type === 'numbers' && hasLevels(columns[p]!.codes))
  const out: Slopes = {
    feature: new Int32Array(nodes).fill(-1),
    slope: new Float32Array(nodes),
    centre: new Float32Array(nodes),
    codes: target.slice(),
  }
  if (!hasLevels(target)) return out
  for (let id = 0; id < nodes; id++) {
    if (tree.feature[id]! >= 0) continue
    const rows = tree.rows.subarray(tree.start[id], tree.end[id])
    let strongest = minCorrelation
    for (const p of numeric) {
      const line = fitLine(columns[p]!.codes, target, rows)
      if (!line || line.correlation < strongest) continue
      strongest = line.correlation
      out.feature[id] = p
      out.slope[id] = line.slope
      out.centre[id] = line.centre
    }
    if (out.feature[id]! >= 0) adjust(columns[out.feature[id]!]!.codes, out, id, rows)
  }
  return out
}

/** A loop: a callback for each of many codes takes five times as long. */
function hasLevels(codes: Uint16Array): boolean {
  for (let i = 0; i < codes.length; i++) if (codes[i]! >= FIRST_LEVEL) return true
  return false
}

function fitLine(
  xs: Uint16Array,
  ys: Uint16Array,
  rows: Uint32Array,
): {slope: number; centre: number; correlation: number} | undefined {
  let n = 0
  let sx = 0
  let sy = 0
  let sxx = 0
  let sxy = 0
  let syy = 0
  for (const row of rows) {
    const x = xs[row]! - FIRST_LEVEL
    const y = ys[row]! - FIRST_LEVEL
    if (x < 0 || y < 0) continue
    n++
    sx += x
    sy += y
    sxx += x * x
    sxy += x * y
    syy += y * y
  }
  if (n < MIN_ROWS) return undefined
  const vx = sxx - (sx * sx) / n
  const vy = syy - (sy * sy) / n
  if (vx < 1 || vy < 1) return undefined
  const cov = sxy - (sx * sy) / n
  return {slope: cov / vx, centre: sx / n, correlation: Math.abs(cov) / Math.sqrt(vx * vy)}
}

function adjust(xs: Uint16Array, out: Slopes, id: number, rows: Uint32Array): void {
  for (const row of rows) {
    const x = xs[row]! - FIRST_LEVEL
    const code = out.codes[row]!
    if (x >= 0 && code >= FIRST_LEVEL) out.codes[row] = moved(code, -out.slope[id]! * (x - out.centre[id]!))
  }
}

/** A continuous code moved by `levels`, kept among the levels. */
export function moved(code: number, levels: number): number {
  const level = Math.round(code - FIRST_LEVEL + levels)
  return FIRST_LEVEL + Math.min(LEVELS - 1, Math.max(0, level))
}
