// Whether a column's texts are numbers, and in which one format they stand.
import {type NumberFormat, PLAIN_FORMAT} from '@inferloop/contract'
import {dressOf} from './dress.ts'
import {styleOf} from './number-style.ts'
import {parseNumber} from './number-format.ts'

/** Distinct texts, their counts, and which of them (by index) are not missing tokens. */
export interface Texts {
  readonly text: (index: number) => string
  readonly counts: Uint32Array
  readonly indices: Uint32Array
}

export interface Reading {
  /** One for every distinct cell of the census, NaN where the text is no number. */
  readonly values: Float64Array
  /** Texts that are not numbers although the rest of the column is, by index. */
  readonly odd: readonly number[]
}

export interface NumberReading extends Reading {
  readonly format: NumberFormat
}

/** A column of numbers may hold this many other texts, in this share of its cells: `unknown`, a typing error. */
const MOST_ODD_TEXTS = 3
const MOST_ODD_SHARE = 0.05
const LEAST_NUMBERS_BESIDE_ODD = 10

/** The texts read by `parse` (NaN for a refusal); undefined unless all but a few odd texts are read. */
export function readAll(texts: Texts, parse: (text: string) => number): Reading | undefined {
  const {text, counts, indices} = texts
  const values = new Float64Array(counts.length).fill(Number.NaN)
  const odd: number[] = []
  let oddCells = 0
  let cells = 0
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i]!
    const value = parse(text(index))
    cells += counts[index]!
    if (Number.isNaN(value)) {
      odd.push(index)
      oddCells += counts[index]!
      if (odd.length > MOST_ODD_TEXTS) return undefined
    } else values[index] = value
  }
  const read = indices.length - odd.length
  if (read === 0) return undefined
  if (odd.length > 0 && (read < LEAST_NUMBERS_BESIDE_ODD || oddCells > cells * MOST_ODD_SHARE))
    return undefined
  return {values, odd}
}

/** Undefined when the column is not one of numbers: codes with leading zeros, dates, mixed units, words. */
export function readNumbers(texts: Texts): NumberReading | undefined {
  const dress = dressOf(texts)
  if (dress === undefined) return undefined
  const bare: NumberFormat = {...PLAIN_FORMAT, ...dress}
  const reading = readAll(texts, text => parseNumber(text, bare))
  if (reading === undefined) return undefined
  for (let i = 0; i < reading.values.length; i++) {
    // Beyond 2^53 whole numbers are account numbers and hashes, which doubles cannot hold.
    const value = Math.abs(reading.values[i]!)
    if (value >= 2 ** 53 && /^[+-]?\d+$/.test(texts.text(i))) return undefined
    if (value === Number.POSITIVE_INFINITY) return undefined
  }
  return {...reading, format: styleOf(texts, reading.values, bare)}
}
