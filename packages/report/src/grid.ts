// Whether a value stands on a column's grid.
import type {DatetimeSchema, NumericSchema} from '@inferloop/contract'

/** Beyond so many steps from the offset doubles cannot tell grid from rounding. */
const MOST_STEPS = 2 ** 40
const TOLERANCE = 1e-6

/** True of values that are not offset + k · step for a whole k; never of NaN. */
export function offGrid({step, offset}: NumericSchema | DatetimeSchema): (value: number) => boolean {
  return value => {
    const steps = (value - offset) / step
    return Math.abs(steps) < MOST_STEPS && Math.abs(steps - Math.round(steps)) > TOLERANCE
  }
}
