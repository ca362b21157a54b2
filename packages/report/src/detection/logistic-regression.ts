// Logistic regression on rows with few entries, by L-BFGS (Liu and Nocedal 1989): time grows with the entries, however many features.
import {turns} from '../turns.ts'
import type {DesignMatrix} from './design-matrix.ts'

const MOST_STEPS = 100
/** Steps are over when all that is left to gain is about so much of the mean loss, which is log 2 at first. */
const TOLERANCE = 1e-6
/** Pull of the weights to 0: ½ Σ w² is added to the loss of all rows, as scikit-learn's C = 1. */
const RIDGE = 1
/** Steps whose change of slope is remembered. */
const MEMORY = 10
/** Least part of the promised descent that a step has to keep (Armijo). */
const DESCENT = 1e-4

/** One weight for each feature, then the intercept. */
export type Weights = Float64Array

/** Fits P(label = 1) = 1 / (1 + exp(-(w · x + b))) to `rows`, beginning at `start`. @throws the signal's reason when it aborts */
export async function fitLogistic(
  matrix: DesignMatrix,
  labels: Uint8Array,
  rows: Uint32Array,
  start: Weights,
  signal: AbortSignal,
): Promise<Weights> {
  let weights = start
  let slope: Weights = new Float64Array(start.length)
  let loss = lossOf(matrix, labels, rows, weights, slope)
  const inverse = inverseCurvature(matrix, rows)
  const memory: Step[] = []
  const mayTurn = turns(signal)
  for (let step = 0; step < MOST_STEPS; step++) {
    await mayTurn()
    const direction = descent(memory, slope, inverse)
    const promised = dot(direction, slope)
    if (!(promised < -2 * TOLERANCE)) break
    let next = weights
    let nextSlope: Weights = new Float64Array(slope.length)
    let nextLoss = Number.POSITIVE_INFINITY
    for (let length = 1; length > 1e-10 && !(nextLoss <= loss + DESCENT * length * promised); length /= 2) {
      next = weights.map((w, j) => w + length * direction[j]!)
      nextSlope.fill(0)
      nextLoss = lossOf(matrix, labels, rows, next, nextSlope)
    }
    if (!(nextLoss < loss)) break
    const moved = next.map((w, j) => w - weights[j]!)
    const turn = nextSlope.map((s, j) => s - slope[j]!)
    const curve = dot(moved, turn)
    if (curve > 0) memory.push({moved, turn, curve})
    if (memory.length > MEMORY) memory.shift()
    weights = next
    slope = nextSlope
    loss = nextLoss
  }
  return weights
}

/** How the weights moved, how the slope turned, and the product of the two. */
interface Step {
  readonly moved: Weights
  readonly turn: Weights
  readonly curve: number
}

/** Minus the slope times the inverse curvature as far as it is remembered: the two loops of L-BFGS, between them `inverse`. */
function descent(memory: readonly Step[], slope: Weights, inverse: Weights): Weights {
  const direction = slope.map(s => -s)
  const parts: number[] = []
  for (let k = memory.length - 1; k >= 0; k--) {
    const {moved, turn, curve} = memory[k]!
    parts[k] = dot(moved, direction) / curve
    addTo(direction, turn, -parts[k]!)
  }
  for (let j = 0; j < direction.length; j++) direction[j]! *= inverse[j]!
  memory.forEach(({moved, turn, curve}, k) =>
    addTo(direction, moved, parts[k]! - dot(turn, direction) / curve),
  )
  return direction
}

/** Of the mean loss where all odds are even, weight by weight: so that rare labels are as fast as frequent ones. */
function inverseCurvature({features, columns, feature, value}: DesignMatrix, rows: Uint32Array): Weights {
  const curvature: Weights = new Float64Array(features + 1).fill(RIDGE)
  curvature[features] = rows.length / 4
  for (const row of rows)
    for (let a = row * columns; a < (row + 1) * columns; a++) curvature[feature[a]!]! += value[a]! ** 2 / 4
  return curvature.map(c => rows.length / c)
}

/** Mean cross-entropy and pull; adds its slope to `slope`. */
function lossOf(
  matrix: DesignMatrix,
  labels: Uint8Array,
  rows: Uint32Array,
  weights: Weights,
  slope: Weights,
): number {
  const {features, columns, feature, value} = matrix
  const n = rows.length
  let loss = 0
  for (const row of rows) {
    const odds = oddsOf(matrix, weights, row)
    // log(1 + e^z) of z = -odds for ones and odds for zeros, without overflow.
    const z = labels[row] === 1 ? -odds : odds
    const small = Math.exp(-Math.abs(z))
    loss += Math.max(0, z) + Math.log1p(small)
    const p = odds >= 0 ? 1 / (1 + small) : small / (1 + small)
    const residual = (p - labels[row]!) / n
    const end = (row + 1) * columns
    for (let a = row * columns; a < end; a++) slope[feature[a]!]! += residual * value[a]!
    slope[features]! += residual
  }
  let pull = 0
  for (let j = 0; j < features; j++) {
    pull += weights[j]! ** 2
    slope[j]! += (RIDGE / n) * weights[j]!
  }
  return (loss + (RIDGE / 2) * pull) / n
}

/** Log odds of label 1. */
export function oddsOf(
  {columns, features, feature, value}: DesignMatrix,
  weights: Weights,
  row: number,
): number {
  let sum = weights[features]!
  const end = (row + 1) * columns
  for (let a = row * columns; a < end; a++) sum += weights[feature[a]!]! * value[a]!
  return sum
}

function dot(a: Weights, b: Weights): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!
  return sum
}

function addTo(a: Weights, b: Weights, times: number): void {
  for (let j = 0; j < a.length; j++) a[j]! += times * b[j]!
}
