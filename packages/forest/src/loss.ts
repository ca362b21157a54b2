// What boosting makes small: the loss of a score against a target, by its first two derivatives (Friedman 2001).

export interface Loss {
  /** The best score for all rows before any tree. */
  bias(targets: ArrayLike<number>, rows: Uint32Array): number
  /** Writes the derivatives of the loss at each row's score; curvature is above 0. */
  derive(
    score: Float64Array,
    targets: ArrayLike<number>,
    rows: Uint32Array,
    into: {readonly gradient: Float64Array; readonly curvature: Float64Array},
  ): void
}

/** Cross-entropy of 0 and 1; scores are log odds. */
export const logistic: Loss = {
  bias(targets, rows) {
    let ones = 0
    for (const row of rows) ones += targets[row]!
    return Math.log((ones + 0.5) / (rows.length - ones + 0.5))
  },
  derive(score, targets, rows, {gradient, curvature}) {
    for (const row of rows) {
      const p = 1 / (1 + Math.exp(-score[row]!))
      gradient[row] = p - targets[row]!
      curvature[row] = Math.max(1e-6, p * (1 - p))
    }
  },
}

/** Cross-entropy of one label, 0 or 1, at a log odds: log(1 + exp(score)) - label · score. */
export const crossEntropy = (score: number, label: number): number =>
  Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - label * score

/** ½ (score - target)²; scores are predictions. */
export const squared: Loss = {
  bias(targets, rows) {
    let mean = 0
    for (const row of rows) mean += targets[row]! / rows.length
    return mean
  },
  derive(score, targets, rows, {gradient, curvature}) {
    for (const row of rows) {
      gradient[row] = score[row]! - targets[row]!
      curvature[row] = 1
    }
  },
}
