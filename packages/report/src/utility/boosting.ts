// How the models of utility are grown: near scikit-learn's and LightGBM's defaults.
import type {BoostingOptions} from '@inferloop/forest'

const ROUNDS = 100
const LEARNING_RATE = 0.1
/** Trees of all classifiers of a target together; where that leaves each fewer than 100, they take bolder steps. */
const MOST_TREES = 300
const LEAST_ROUNDS = 33

/** For each of so many models of one target. */
export function boostingOf(models: number): BoostingOptions {
  const rounds = Math.max(LEAST_ROUNDS, Math.min(ROUNDS, Math.ceil(MOST_TREES / models)))
  return {rounds, learningRate: (LEARNING_RATE * ROUNDS) / rounds, leaves: 31, minLeaf: 20, l2: 0.1}
}
