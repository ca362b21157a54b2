// Puts a value on its column's grid and inside its range.
import type {DatetimeSchema, NumericSchema} from '@inferloop/contract'

/** Steps from the offset beyond which doubles have no grid. */
const MOST_STEPS = 2 ** 53

/** Nearest `offset + k · step` within [min, max], free of the last bits that multiplying a decimal step leaves behind. */
export function snapper(schema: NumericSchema | DatetimeSchema): (value: number) => number {
  const {step, offset, min, max} = schema
  const scale = schema.kind === 'numeric' && schema.decimals <= 15 ? 10 ** schema.decimals : undefined
  const least = Math.ceil((min - offset) / step - 1e-6)
  const most = Math.floor((max - offset) / step + 1e-6)
  if (!(Math.abs(least) < MOST_STEPS && Math.abs(most) < MOST_STEPS))
    return value => Math.min(max, Math.max(min, value))
  return value => {
    const k = Math.min(most, Math.max(least, Math.round((value - offset) / step)))
    const snapped = offset + k * step
    return scale === undefined ? snapped : Math.round(snapped * scale) / scale
  }
}
