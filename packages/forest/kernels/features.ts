// What trees split on, and the best split found so far, as they stand in memory.

/** Four words a feature: address of its bins by row, how many bins there are, 1 if they are labels, bins of the features before it. */
const FEATURE_BYTES: usize = 16

export function feature(features: usize, k: i32): usize {
  return features + <usize>k * FEATURE_BYTES
}

export function binsOf(feature: usize): usize {
  return load<u32>(feature)
}

export function binCountOf(feature: usize): i32 {
  return load<i32>(feature, 4)
}

export function isLabels(feature: usize): bool {
  return load<u32>(feature, 8) !== 0
}

export function offsetOf(feature: usize): usize {
  return load<u32>(feature, 12)
}

/** Best split: gain (double), feature (-1: none), last bin to the left, how many labels go left (0: a number), those labels (16 bits each). */
export function gainOf(best: usize): f64 {
  return load<f64>(best)
}

export function beginBest(best: usize, least: f64): void {
  store<f64>(best, least)
  store<i32>(best, -1, 8)
}

/** `labels` is 0 for a number, else where the labels stand in order; those up to step `s` go left. */
export function setBest(best: usize, gain: f64, k: i32, s: i32, labels: usize): void {
  store<f64>(best, gain)
  store<i32>(best, k, 8)
  store<i32>(best, s, 12)
  store<i32>(best, labels === 0 ? 0 : s + 1, 16)
}

/** Keeps the labels to the left, once the feature that may be best has been looked through. */
export function keepLabels(best: usize, k: i32, labels: usize): void {
  if (load<i32>(best, 8) === k && labels !== 0)
    memory.copy(best + 24, labels, (<usize>load<u32>(best, 16)) << 1)
}
