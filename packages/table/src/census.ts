// The distinct cells of a source column and how often each stands there. Everything is decided on these, not on cells.
import type {Described} from './described.ts'
import {distinctNumbers} from './distinct-numbers.ts'
import {formatDatetime} from './dates/datetime-format.ts'
import type {SourceColumn} from '@inferloop/contract'

export interface Census {
  readonly name: string
  readonly rows: number
  readonly physical: Described['physical']
  /** Cell i is distinct cell `codes[i]`. */
  readonly codes: Uint32Array
  /** Cells for each distinct one; may be 0 where a table is a part of another. */
  readonly counts: Uint32Array
  /** Text of a distinct cell, `''` for a typed null. */
  readonly text: (index: number) => string
  /** Typed columns only: the distinct values, NaN for null. */
  readonly values?: Float64Array
}

/** How a typed instant is spelt where a text is needed: as a label, a constant, in a report. */
export const TYPED_DATE = 'YYYY-MM-DD'
export const TYPED_INSTANT = 'YYYY-MM-DD[T]HH:mm:ss.SSSSSS'

export function takeCensus(column: SourceColumn): Census {
  if (column.type === 'text') {
    const {name, codes, dictionary} = column
    const counts = countCodes(codes, dictionary.length)
    return {name, rows: codes.length, physical: 'text', codes, counts, text: index => dictionary[index]!}
  }
  if (column.type === 'boolean') {
    const codes = Uint32Array.from(column.values)
    const texts = ['false', 'true', '']
    return {
      name: column.name,
      rows: codes.length,
      physical: 'boolean',
      codes,
      counts: countCodes(codes, 3),
      text: index => texts[index]!,
    }
  }
  const {codes, values} = distinctNumbers(column.values)
  const spell = column.type === 'number' ? String : spellInstant(column.physical)
  return {
    name: column.name,
    rows: codes.length,
    physical: column.physical,
    codes,
    counts: countCodes(codes, values.length),
    text: index => (Number.isNaN(values[index]!) ? '' : spell(values[index]!)),
    values,
  }
}

export const typedFormat = (physical: Described['physical']): string =>
  physical === 'date' ? TYPED_DATE : TYPED_INSTANT

const spellInstant = (physical: Described['physical']) => (value: number) =>
  formatDatetime(value, typedFormat(physical))

function countCodes(codes: Uint32Array, size: number): Uint32Array {
  const counts = new Uint32Array(size)
  for (let i = 0; i < codes.length; i++) counts[codes[i]!]!++
  return counts
}
