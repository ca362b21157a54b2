// Numbers that are written by their digits alone, without a text for each.
import type {NumberFormat, NumberSource, NumericSchema} from '@inferloop/contract'

/** Powers of ten up to here are exact, and so is a number times them. */
const MOST_DECIMALS = 9
const MOST_UNITS = 2 ** 50

/** Whether a number stands there as digits, a decimal mark and a minus, and nothing else. */
export const isDigits = (format: NumberFormat): boolean =>
  format.thousands === '' &&
  format.prefix === '' &&
  format.suffix === '' &&
  !format.brackets &&
  format.plus !== true &&
  format.minIntegerDigits <= 1 &&
  format.significant === undefined &&
  format.exponent === undefined &&
  format.duration === undefined

/** How many decimals stand in a cell; undefined where a cell is more than digits, a point and a minus, or a missing one is not empty. */
export function plainDecimals(schema: NumericSchema): NumberSource['decimals'] {
  const {decimals, format, min, max, missing} = schema
  const isPlain = isDigits(format) && format.decimalMark === '.' && format.minIntegerDigits === 1
  if (!isPlain || decimals > MOST_DECIMALS || missing.some(text => text !== '')) return undefined
  if (!(Math.max(Math.abs(min), Math.abs(max)) * 10 ** decimals < MOST_UNITS)) return undefined
  return {most: decimals, least: format.fixedDecimals ? decimals : format.floatIntegers ? 1 : 0}
}
