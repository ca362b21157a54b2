// A column of numbers or instants as another table's schema would read it, or as its own cells ask to be read.
import type {DatetimeSchema, NumericSchema, SourceColumn} from '@inferloop/contract'
import {type Census, takeCensus} from './census.ts'
import {datetimeParser} from './dates/parse-datetime.ts'
import {readDatetimes} from './dates/read-datetimes.ts'
import {sortCells, textsOf} from './kinds/cells.ts'
import {missingToken} from './missing-tokens.ts'
import {readCell} from './numbers/number-text.ts'
import {readNumbers} from './numbers/read-numbers.ts'

export interface Measure {
  /** NaN where the cell is missing or cannot be read. */
  readonly values: Float64Array
  /** Cells that hold something else. */
  readonly unreadable: number
  /** One of them; '' when there is none. */
  readonly example: string
}

/**
 * Cells are read in the schema's format; when some refuse, in the format that the column's own cells agree on, for a date written
 * another way is the same date. Typed columns come as they are.
 */
export function readMeasure(column: SourceColumn, schema: NumericSchema | DatetimeSchema): Measure {
  const instants = schema.kind === 'datetime'
  if (column.type === (instants ? 'datetime' : 'number'))
    return {values: column.values, unreadable: 0, example: ''}
  const census = takeCensus(column)
  const asked = refusals(census, parserOf(schema), schema.missing)
  if (asked.unreadable === 0) return spread(census, asked)
  const texts = textsOf(sortCells(census), sortCells(census).plain)
  const own = instants ? readDatetimes(texts) : readNumbers(texts)
  if (own === undefined) return spread(census, asked)
  const read = refusals(census, (_, index) => own.values[index]!, schema.missing)
  return spread(census, read.unreadable < asked.unreadable ? read : asked)
}

type Parse = (text: string, index: number) => number

function parserOf(schema: NumericSchema | DatetimeSchema): Parse {
  if (schema.kind === 'numeric') return text => readCell(text, schema.format)
  const parsers = [schema.format, ...(schema.alsoReads ?? [])].map(datetimeParser)
  return text => {
    for (const parse of parsers) {
      const value = parse(text)
      if (!Number.isNaN(value)) return value
    }
    return Number.NaN
  }
}

function refusals({counts, text}: Census, parse: Parse, missing: readonly string[]): Measure {
  const values = new Float64Array(counts.length).fill(Number.NaN)
  let unreadable = 0
  let example = ''
  for (let index = 0; index < values.length; index++) {
    if (counts[index] === 0) continue
    const cell = text(index)
    if (missing.includes(cell)) continue
    const value = parse(cell, index)
    if (!Number.isNaN(value)) values[index] = value
    else if (missingToken(cell) === undefined) {
      if (unreadable === 0) example = cell
      unreadable += counts[index]!
    }
  }
  return {values, unreadable, example}
}

/** From distinct cells to all. */
function spread({codes}: Census, {values: ofDistinct, ...rest}: Measure): Measure {
  const values = new Float64Array(codes.length)
  for (let row = 0; row < codes.length; row++) values[row] = ofDistinct[codes[row]!]!
  return {values, ...rest}
}
