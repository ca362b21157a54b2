// Logistic regression by Newton's method on rows with few entries.
import type {DesignMatrix} from './design-matrix.ts'

const MOST_STEPS = 12
const TOLERANCE = 1e-6
/** Pull of the weights to 0: ½ Σ w² is added to the loss, as scikit-learn's C = 1. */
const RIDGE = 1

/** One weight for each feature, then the intercept. */
export type Weights = Float64Array

/**
 * Fits P(label = 1) = 1 / (1 + exp(-(w · x + b))) to `rows` by iteratively reweighted least squares.
 *
 * @see McCullagh and Nelder 1989
 */
export function fitLogistic(matrix: DesignMatrix, labels: Uint8Array, rows: Uint32Array): Weights {
  const {features, columns, feature, value} = matrix
  const width = features + 1
  const weights = new Float64Array(width)
  for (let step = 0; step < MOST_STEPS; step++) {
    const hessian = new Float64Array(width * width)
    const gradient = Float64Array.from(weights, (w, j) => (j < features ? RIDGE * w : 0))
    for (let j = 0; j < features; j++) hessian[j * width + j] = RIDGE
    hessian[width * width - 1] = 1e-9
    for (const row of rows) {
      const p = 1 / (1 + Math.exp(-oddsOf(matrix, weights, row)))
      const residual = p - labels[row]!
      const weight = Math.max(1e-9, p * (1 - p))
      const start = row * columns
      for (let a = start; a < start + columns; a++) {
        const x = value[a]!
        if (x === 0) continue
        const at = feature[a]! * width
        gradient[feature[a]!]! += residual * x
        for (let b = start; b <= a; b++) hessian[at + feature[b]!]! += weight * x * value[b]!
        hessian[features * width + feature[a]!]! += weight * x
      }
      gradient[features]! += residual
      hessian[features * width + features]! += weight
    }
    const change = solve(hessian, gradient, width)
    let largest = 0
    for (let j = 0; j < width; j++) {
      weights[j]! -= change[j]!
      largest = Math.max(largest, Math.abs(change[j]!))
    }
    if (!(largest > TOLERANCE)) break
  }
  return weights
}

/** Log odds of label 1. */
export function oddsOf(
  {columns, features, feature, value}: DesignMatrix,
  weights: Weights,
  row: number,
): number {
  let sum = weights[features]!
  for (let a = row * columns; a < (row + 1) * columns; a++) sum += weights[feature[a]!]! * value[a]!
  return sum
}

/** Solves H x = g by Cholesky's method; of H only the lower half is looked at, and is overwritten. */
function solve(h: Float64Array, g: Float64Array, n: number): Float64Array {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = h[i * n + j]!
      for (let k = 0; k < j; k++) sum -= h[i * n + k]! * h[j * n + k]!
      h[i * n + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / h[j * n + j]!
    }
  }
  const x = Float64Array.from(g)
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= h[i * n + k]! * x[k]!
    x[i]! /= h[i * n + i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= h[k * n + i]! * x[k]!
    x[i]! /= h[i * n + i]!
  }
  return x
}
