// The order of labels that have one.
import {stepsOfNumbers} from './number-steps.ts'
import {stepsOfWords} from './scales.ts'

const LEAST_LABELS = 3

/**
 * Something of each label by which they stand in order; undefined where not all are on one scale. `named`: a user says that
 * there is an order, so two labels are enough, and plain numbers.
 */
export function stepsOf(labels: readonly string[], named = false): readonly number[] | undefined {
  if (labels.length < (named ? 2 : LEAST_LABELS)) return undefined
  return stepsOfWords(labels) ?? stepsOfNumbers(labels, named)
}

/** The place of each, 0 for the lowest step. */
export function placesOf(steps: readonly number[]): number[] {
  const sorted = steps.toSorted((a, b) => a - b)
  return steps.map(step => sorted.indexOf(step))
}
