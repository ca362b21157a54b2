// Numeric columns: decimals, grid, range and the way numbers are written there.
import {type NumberFormat, type NumericSchema, PLAIN_FORMAT} from '@inferloop/contract'
import {count, counted} from '../counts-said.ts'
import {type Precision, precisionOf} from '../numbers/decimals.ts'
import {gridOf, snapped} from '../numbers/grid.ts'
import type {Grid} from '../numbers/grid.ts'
import {writeCell} from '../numbers/number-text.ts'
import {longestFraction, writtenDecimals} from '../numbers/number-style.ts'
import type {NumberReading} from '../numbers/read-numbers.ts'
import {supportedRange} from '../privacy.ts'
import {cellsIn, missingSaid, missingTexts, share, textsOf} from './cells.ts'
import type {Cells, Context} from './cells.ts'

/** `missing`: the distinct cells that mean "no value", by index. */
export function numericSchema(
  cells: Cells,
  reading: NumberReading,
  missing: readonly number[],
  {support}: Context,
): NumericSchema {
  const {census} = cells
  const {values} = reading
  const read = cells.plain.filter(index => !Number.isNaN(values[index]!))
  const precision = precisionOf(values, census.counts, census.physical === 'float', support)
  const format =
    census.physical === 'text'
      ? reading.format
      : {
          ...PLAIN_FORMAT,
          ...(precision.significant === undefined ? {} : {significant: precision.significant}),
        }
  const digits = census.physical === 'text' ? longestFraction(textsOf(cells, read), format.decimalMark) : 0
  const decimals = writtenDecimals(format, precision.decimals, digits)
  const scale = 10 ** precision.decimals
  const range = supportedRange(values, census.counts, support)
  const common = values.map(v => (v < range.min || v > range.max ? Number.NaN : v))
  const grid =
    precision.significant === undefined
      ? gridOf(common, scale)
      : {step: fineStep(precision, range), offset: 0}
  const onGrid = (value: number) =>
    precision.significant === undefined ? snapped(value, grid, scale) : value
  const min = onGrid(range.min)
  const max = onGrid(range.max)
  const total = cellsIn(census, read)
  const write = (value: number) => writeCell(value, {...format, thousands: ''}, decimals)
  const evidence =
    `${share(census, total)} ${total === 1 ? 'is' : 'are'} ${numbersSaid(precision.decimals, precision.significant, format)}` +
    ` from ${write(min)} to ${write(max)}, ${count(read.length)} distinct${gridSaid(grid, precision.decimals)}` +
    `${residueSaid(precision)}${missingSaid(census, missing)}.`
  return {
    name: census.name,
    kind: 'numeric',
    evidence,
    missing: missingTexts(census, missing),
    physical: census.physical,
    decimals,
    step: grid.step,
    offset: grid.offset,
    min,
    max,
    format,
    ...(precision.single ? {single: true} : {}),
  }
}

/** Decimals that are said end at 100; numbers smaller than that have a grid by their size. */
function fineStep({decimals}: Precision, {min, max}: {readonly min: number; readonly max: number}): number {
  const step = 1 / 10 ** decimals
  if (decimals < 100) return step
  return Math.min(step, Math.max(Number.MIN_VALUE, Math.max(Math.abs(min), Math.abs(max)) * 1e-20))
}

const numbersSaid = (decimals: number, significant: number | undefined, {duration}: NumberFormat): string => {
  if (duration !== undefined) return `lengths of time as ${duration}`
  if (significant !== undefined) return `numbers of up to ${significant} significant digits`
  return decimals === 0 ? 'whole numbers' : `numbers with up to ${counted(decimals, 'decimal')}`
}

function gridSaid({step, offset}: Grid, decimals: number): string {
  if (step <= 10 ** -decimals * 1.5) return ''
  const size = Number(step.toPrecision(12))
  return offset === 0
    ? `, all multiples of ${count(size)}`
    : `, all ${Number(offset.toPrecision(12))} more than a multiple of ${count(size)}`
}

function residueSaid({residue, rounded, single}: Precision): string {
  if (rounded > 0) return `, ${counted(rounded, 'cell')} with more decimals, too few to be kept`
  if (single) return ', stored as 32-bit floats'
  return residue === 0
    ? ''
    : `, ${counted(residue, 'cell')} with digits beyond that (residue of floating-point arithmetic)`
}
