// One number or instant on its column's grid, and its text.
import type {DatetimeSchema, NumericSchema} from '@inferloop/contract'
import {snapToMonth} from './dates/instant-grid.ts'
import {offsetWriters} from './dates/offsets.ts'
import {snapped} from './numbers/grid.ts'
import {writeCell} from './numbers/number-text.ts'
import {isDigits} from './numbers/plain-decimals.ts'

/** Puts a value on the column's grid. */
export function placer(schema: NumericSchema | DatetimeSchema): (value: number) => number {
  if (schema.kind === 'datetime') {
    const {snap, step, offset, derived} = schema
    if (derived !== undefined) return value => value
    if (snap !== undefined) return value => snapToMonth(value, snap)
    return value => offset + Math.round((value - offset) / step) * step
  }
  const single = schema.single === true ? Math.fround : (value: number) => value
  const {significant} = schema.format
  if (significant !== undefined) return value => single(Number(value.toPrecision(significant)))
  const scale = 10 ** schema.decimals
  // What follows from others may stand between the points that were seen.
  const grid = schema.derived === undefined ? schema : {step: 1 / scale, offset: 0}
  return value => single(snapped(value, grid, scale))
}

/** The text of a value on the grid, of its first form where there are several. */
export function measureWriter(schema: NumericSchema | DatetimeSchema): (value: number) => string {
  if (schema.kind === 'datetime') return offsetWriters(schema.format, schema)[0]!.write
  const {format, decimals} = schema
  if (isPlainInteger(schema)) return String
  return value => writeCell(value, format, decimals)
}

const isPlainInteger = ({format, decimals, max, min}: NumericSchema): boolean =>
  decimals === 0 && isDigits(format) && !format.floatIntegers && Math.abs(min) < 1e15 && Math.abs(max) < 1e15
