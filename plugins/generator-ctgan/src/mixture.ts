// A variational mixture of Gaussians over numbers, with weights from a Dirichlet process cut off at a largest count of components
// (Blei & Jordan 2006; Bishop 2006, 10.2). Priors and stopping are those scikit-learn's BayesianGaussianMixture takes.
import type {Random} from '@inferloop/contract'
import {digamma, logGamma} from './gamma.ts'
import {kMeans} from './k-means.ts'

const STEPS = 100
/** Change of the lower bound at which fitting ends. */
const TOLERANCE = 1e-3
/** Least variance, as a share of the column's. */
const FLOOR = 1e-6

export interface Mixture {
  readonly means: Float64Array
  readonly deviations: Float64Array
  /** Add up to 1. */
  readonly weights: Float64Array
  /** Logarithm of each component's share of responsibility at its mean; what `responsibilities` needs besides. */
  readonly offsets: Float64Array
}

export interface MixtureOptions {
  /** Most components. */
  readonly components: number
  /** Concentration of the weights: the smaller, the fewer components are used. */
  readonly concentration: number
}

/**
 * `values` sorted, each counted `counts` times. Prior: mean that of the values with precision 1, variance that of the values with one
 * degree of freedom.
 */
export function fitMixture(
  values: Float64Array,
  counts: Float64Array,
  {components, concentration}: MixtureOptions,
  random: Random,
): Mixture {
  const rows = sum(counts)
  // In this unit no sum or square is infinite.
  const unit = values.reduce((most, x) => Math.max(most, Math.abs(x)), 0) || 1
  const inUnits = values.map(value => value / unit)
  const centre = inUnits.reduce((total, x, i) => total + x * counts[i]!, 0) / rows
  const spread = Math.sqrt(inUnits.reduce((total, x, i) => total + (x - centre) ** 2 * counts[i]!, 0) / rows)
  if (!(spread > 0)) return one(centre * unit)
  const x = inUnits.map(value => (value - centre) / spread)
  const k = Math.min(components, rows, values.length)
  const variance = rows > 1 ? rows / (rows - 1) : 1
  let shares = hardShares(kMeans(x, counts, k, random), k)
  let state = maximise(x, counts, shares, variance, concentration)
  let bound = -Infinity
  for (let step = 0; step < STEPS; step++) {
    const expected = expect(x, counts, state)
    shares = expected.shares
    state = maximise(x, counts, shares, variance, concentration)
    const next = lowerBound(expected.entropy, state)
    if (Math.abs(next - bound) < TOLERANCE) break
    bound = next
  }
  return {
    means: state.means.map(mean => (mean * spread + centre) * unit),
    deviations: state.variances.map(v => Math.sqrt(v) * spread * unit),
    weights: stickWeights(state),
    offsets: offsetsOf(state),
  }
}

/** Probability of each component for x, into `into`, which adds up to 1. */
export function responsibilities({means, deviations, offsets}: Mixture, x: number, into: Float64Array): void {
  let most = -Infinity
  for (let j = 0; j < means.length; j++) {
    into[j] = offsets[j]! - 0.5 * ((x - means[j]!) / deviations[j]!) ** 2
    if (into[j]! > most) most = into[j]!
  }
  let total = 0
  for (let j = 0; j < means.length; j++) total += into[j] = Math.exp(into[j]! - most)
  for (let j = 0; j < means.length; j++) into[j]! /= total
}

interface State {
  readonly means: Float64Array
  readonly variances: Float64Array
  /** Of the means. */
  readonly precisions: Float64Array
  /** Degrees of freedom. */
  readonly freedom: Float64Array
  /** Beta distributions of the sticks. */
  readonly a: Float64Array
  readonly b: Float64Array
}

function maximise(
  x: Float64Array,
  counts: Float64Array,
  shares: readonly Float64Array[],
  variance: number,
  concentration: number,
): State {
  const k = shares.length
  const [size, means, variances] = [new Float64Array(k), new Float64Array(k), new Float64Array(k)]
  shares.forEach((share, j) => {
    let [n, first] = [10 * Number.EPSILON, 0]
    for (let i = 0; i < x.length; i++) {
      const r = share[i]! * counts[i]!
      n += r
      first += r * x[i]!
    }
    const mean = first / n
    let second = 0
    for (let i = 0; i < x.length; i++) second += share[i]! * counts[i]! * (x[i]! - mean) ** 2
    size[j] = n
    means[j] = first / (1 + n)
    variances[j] = (variance + second + n * FLOOR + (n / (1 + n)) * mean ** 2) / (1 + n)
  })
  let after = 0
  const b = new Float64Array(k)
  for (let j = k - 1; j >= 0; j--) {
    b[j] = concentration + after
    after += size[j]!
  }
  const above = size.map(n => 1 + n)
  return {means, variances, precisions: above, freedom: above, a: above, b}
}

/** E ln π + ½ (E ln |Λ| - 1/β), without the square: what the component says before it sees x. */
function offsetsOf({variances, precisions, freedom, a, b}: State): Float64Array {
  let sticks = 0
  return variances.map((v, j) => {
    const total = digamma(a[j]! + b[j]!)
    const weight = sticks + digamma(a[j]!) - total
    sticks += digamma(b[j]!) - total
    const spread = digamma(0.5 * freedom[j]!) + Math.LN2 - Math.log(freedom[j]!) - Math.log(v)
    return weight + 0.5 * (spread - 1 / precisions[j]!)
  })
}

function expect(x: Float64Array, counts: Float64Array, state: State) {
  const {means, variances} = state
  const k = means.length
  const offsets = offsetsOf(state)
  const shares = Array.from({length: k}, () => new Float64Array(x.length))
  const logs = new Float64Array(k)
  let entropy = 0
  for (let i = 0; i < x.length; i++) {
    let most = -Infinity
    for (let j = 0; j < k; j++) {
      logs[j] = offsets[j]! - (0.5 * (x[i]! - means[j]!) ** 2) / variances[j]!
      if (logs[j]! > most) most = logs[j]!
    }
    let total = 0
    for (let j = 0; j < k; j++) total += Math.exp(logs[j]! - most)
    const norm = most + Math.log(total)
    for (let j = 0; j < k; j++) {
      const log = logs[j]! - norm
      const share = Math.exp(log)
      shares[j]![i] = share
      entropy -= share * log * counts[i]!
    }
  }
  return {shares, entropy}
}

/** The evidence's lower bound, without what stays the same. */
function lowerBound(entropy: number, {variances, precisions, freedom, a, b}: State): number {
  let bound = entropy
  for (let j = 0; j < a.length; j++) {
    const v = freedom[j]!
    const logRoot = -0.5 * Math.log(variances[j]!) - 0.5 * Math.log(v)
    bound += v * logRoot + v * 0.5 * Math.LN2 + logGamma(0.5 * v)
    bound += logGamma(a[j]!) + logGamma(b[j]!) - logGamma(a[j]! + b[j]!)
    bound -= 0.5 * Math.log(precisions[j]!)
  }
  return bound
}

function stickWeights({a, b}: State): Float64Array {
  let left = 1
  const weights = a.map((one, j) => {
    const weight = (left * one) / (one + b[j]!)
    left *= b[j]! / (one + b[j]!)
    return weight
  })
  const total = sum(weights)
  return weights.map(weight => weight / total)
}

const hardShares = (cluster: Uint8Array, k: number): Float64Array[] =>
  Array.from({length: k}, (_, j) => Float64Array.from(cluster, one => (one === j ? 1 : 0)))

const one = (mean: number): Mixture => ({
  means: Float64Array.of(mean),
  deviations: Float64Array.of(0),
  weights: Float64Array.of(1),
  offsets: Float64Array.of(0),
})

const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0)
