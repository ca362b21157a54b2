// How a column's numbers are written out: trailing zeros, padding, plus signs, exponents.
import type {ExponentFormat, NumberFormat} from '@inferloop/contract'
import {formatNumber} from './number-format.ts'
import {sampled} from './dress.ts'
import type {Texts} from './read-numbers.ts'
import {precisionOf} from './decimals.ts'

/** `bare` completed to the style that gives most of the column's cells (of 200 texts) back as they stood. */
export function styleOf(texts: Texts, values: Float64Array, bare: NumberFormat): NumberFormat {
  const indices = sampled(texts.indices.filter(index => !Number.isNaN(values[index]!)))
  const cells = indices.map(index => ({
    text: texts.text(index),
    value: values[index]!,
    cells: texts.counts[index]!,
  }))
  const {decimals, significant} = precisionOf(values, texts.counts, false)
  const digits = longestFraction(texts, bare.decimalMark)
  const exponent = exponentOf(cells.map(cell => cell.text))
  const always = exponent?.when === 'always' ? longestMantissa(cells.map(cell => cell.text)) : significant
  const positive = cells.filter(cell => cell.value > 0)
  const written: NumberFormat = {
    ...bare,
    minIntegerDigits: leastIntegerDigits(
      cells.map(cell => cell.text),
      bare,
    ),
    ...(positive.length > 0 && positive.every(cell => cell.text.includes('+') && exponent === undefined)
      ? {plus: true}
      : {}),
    ...(exponent === undefined ? {} : {exponent}),
    ...(always === undefined ? {} : {significant: always}),
  }
  const styles: NumberFormat[] = [
    {...written, fixedDecimals: digits > 0 || exponent !== undefined},
    {...written, fixedDecimals: false},
    {...written, fixedDecimals: false, floatIntegers: true},
  ]
  const kept = (style: NumberFormat) =>
    cells.reduce(
      (sum, cell) =>
        sum +
        (formatNumber(cell.value, style, writtenDecimals(style, decimals, digits)) === cell.text
          ? cell.cells
          : 0),
      0,
    )
  let best = styles[0]!
  let most = kept(best)
  for (const style of styles.slice(1)) {
    const cellsKept = kept(style)
    if (cellsKept > most) [best, most] = [style, cellsKept]
  }
  return best
}

/** Decimals to write: the digits that stood there where zeros are written out, else those that mean something. */
export const writtenDecimals = (format: NumberFormat, decimals: number, digits: number): number =>
  format.fixedDecimals && format.exponent === undefined && format.significant === undefined
    ? digits
    : decimals

/** Most digits after the decimal mark in any text that has no exponent. */
export function longestFraction({text, indices}: Texts, decimalMark: string): number {
  let longest = 0
  for (const index of indices) {
    const cell = text(index)
    const mark = cell.lastIndexOf(decimalMark)
    if (mark < 0 || cell.length - mark - 1 <= longest) continue
    const fraction = /^\d+/.exec(cell.slice(mark + 1))
    if (fraction !== null) longest = Math.max(longest, fraction[0].length)
  }
  return Math.min(longest, 100)
}

function leastIntegerDigits(texts: readonly string[], {decimalMark, thousands}: NumberFormat): number {
  let least = Number.POSITIVE_INFINITY
  let padded = false
  let pointFirst = 0
  for (const text of texts) {
    const start = text.search(decimalMark === '.' ? /[\d.]/ : /[\d,]/)
    if (text.charAt(start) === decimalMark) {
      pointFirst++
      continue
    }
    const whole = /^\d+/.exec(text.slice(start))?.[0] ?? ''
    least = Math.min(least, whole.length)
    padded ||= whole.length > 1 && whole.startsWith('0') && thousands === ''
  }
  if (pointFirst > 0 && !texts.some(text => /^\D*0[.,]\d/.test(text))) return 0
  return padded && Number.isFinite(least) ? least : 1
}

function longestMantissa(texts: readonly string[]): number {
  let longest = 1
  for (const text of texts) {
    const mantissa = /[\d.,]+/.exec(text)?.[0].replace(/[.,]/g, '') ?? ''
    longest = Math.max(longest, mantissa.length)
  }
  return Math.min(longest, 100)
}

function exponentOf(texts: readonly string[]): ExponentFormat | undefined {
  let mark: 'e' | 'E' = 'e'
  let width = Number.POSITIVE_INFINITY
  let found = 0
  let plus = false
  for (const text of texts) {
    const parts = /\d([eE])([+-]?)(\d+)/.exec(text)
    if (parts === null) continue
    found++
    mark = parts[1] as 'e' | 'E'
    width = Math.min(width, parts[3]!.length)
    plus ||= parts[2] === '+'
  }
  if (found === 0) return undefined
  return {when: found === texts.length ? 'always' : 'extreme', mark, width, plus}
}
