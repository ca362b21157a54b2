// Numbers as bytes without a text between: a minus, digits, a point, digits.
import type {NumberSource} from '@inferloop/contract'

type Decimals = NonNullable<NumberSource['decimals']>

const ZERO = 0x30
const MINUS = 0x2d
const POINT = 0x2e

/** Whether a number can be written by its digits: its units, 10^most to one, come out right from a product of doubles. */
export const hasDigits = (value: number, {most}: Decimals): boolean =>
  value !== value || Math.abs(value) * 10 ** most < 2 ** 50

/** Writes `value` with at most `most` decimals, zeros beyond the `least` left out, nothing for NaN; gives where it ends. `hasDigits` holds. */
export function putNumber(target: Uint8Array, at: number, value: number, {most, least}: Decimals): number {
  if (value !== value) return at
  let units = Math.round(Math.abs(value) * 10 ** most)
  let decimals = most
  while (decimals > least && units % 10 === 0) {
    units /= 10
    decimals--
  }
  let start = at
  if (value < 0 && units > 0) target[start++] = MINUS
  const end = start + Math.max(digitsOf(units), decimals + 1) + (decimals > 0 ? 1 : 0)
  let i = end - 1
  for (let left = decimals; left > 0; left--) {
    target[i--] = ZERO + (units % 10)
    units = Math.floor(units / 10)
  }
  if (decimals > 0) target[i--] = POINT
  for (; units > 0xfffffff && i >= start; units = Math.floor(units / 10)) target[i--] = ZERO + (units % 10)
  for (let whole = units | 0; i >= start; whole = (whole / 10) | 0) target[i--] = ZERO + (whole % 10)
  return end
}

/** Of a whole number from 0 on. */
function digitsOf(value: number): number {
  let digits = 1
  for (let limit = 10; value >= limit; limit *= 10) digits++
  return digits
}
