// The same question asked of each table of a comparison.
import type {Sides} from '@inferloop/contract'

export function each<T, U>({real, synthetic, holdout}: Sides<T>, give: (side: T) => U): Sides<U> {
  return {
    real: give(real),
    synthetic: give(synthetic),
    ...(holdout === undefined ? {} : {holdout: give(holdout)}),
  }
}
