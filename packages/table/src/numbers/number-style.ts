// How a column's numbers are written out: trailing zeros, padding, plus signs, exponents.
import type {ExponentFormat, NumberFormat} from '@inferloop/contract'
import {formatNumber} from './number-format.ts'
import {sampled} from './dress.ts'
import type {Texts} from './read-numbers.ts'
import {precisionOf} from './decimals.ts'

/** Texts beside the sample that are asked for because they show a style: whole numbers and exponents. */
const MOST_TELLING = 200
/** Support by which few cells with more decimals than the others do not count. */
const SOME = 2

interface Cell {
  readonly text: string
  readonly value: number
  readonly cells: number
}

/** `bare` completed to the style that gives most of the column's cells, in a sample, back as they stood. */
export function styleOf(texts: Texts, values: Float64Array, bare: NumberFormat): NumberFormat {
  const cells = tellingCells(texts, values, bare.decimalMark)
  const samples = cells.map(({text}) => text)
  const {decimals, significant} = precisionOf(values, texts.counts, false, SOME)
  const digits = longestFraction(texts, bare.decimalMark)
  const isFixed =
    digits > 0 &&
    samples.filter(text => fractionOf(text, bare.decimalMark) === digits).length >= samples.length * 0.9
  const positive = cells.filter(({value}) => value > 0)
  const exponents = exponentsOf(samples)
  const isPlus =
    exponents[0] === undefined && positive.length > 0 && positive.every(({text}) => text.includes('+'))
  const written: NumberFormat = {
    ...bare,
    minIntegerDigits: leastIntegerDigits(samples, bare),
    ...(isPlus ? {plus: true} : {}),
  }
  const styles = exponents.flatMap(exponent => {
    const mantissa = exponent?.when === 'always' ? longestMantissa(samples) : significant
    const style: NumberFormat = {
      ...written,
      ...(exponent === undefined ? {} : {exponent}),
      ...(mantissa === undefined ? {} : {significant: mantissa}),
    }
    return [
      ...(isFixed || exponent?.when === 'always' ? [{...style, fixedDecimals: true}] : []),
      {...style, fixedDecimals: false},
      {...style, fixedDecimals: false, floatIntegers: true},
    ]
  })
  let best = styles[0]!
  let most = -1
  for (const style of styles) {
    const kept = cellsKept(cells, style, writtenDecimals(style, decimals, digits))
    if (kept > most) [best, most] = [style, kept]
  }
  return best
}

function cellsKept(cells: readonly Cell[], style: NumberFormat, decimals: number): number {
  let kept = 0
  for (const {text, value, cells: count} of cells) {
    if (formatNumber(value, style, decimals) === text) kept += count
  }
  return kept
}

/** 200 numbers from all over the column, and 200 that are whole or have an exponent. */
function tellingCells({text, counts, indices}: Texts, values: Float64Array, mark: string): Cell[] {
  const read = indices.filter(index => !Number.isNaN(values[index]!))
  const chosen = new Set(sampled(read))
  let telling = 0
  for (const index of read) {
    const cell = text(index)
    const shows = /\d[eE]/.test(cell) || (cell.includes(mark) && Number.isInteger(values[index]!))
    if (shows && telling < MOST_TELLING && !chosen.has(index)) {
      chosen.add(index)
      telling++
    }
  }
  return [...chosen].map(index => ({text: text(index), value: values[index]!, cells: counts[index]!}))
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
    longest = Math.max(longest, fractionOf(cell, decimalMark))
  }
  return Math.min(longest, 100)
}

/** Digits after the decimal mark. */
function fractionOf(text: string, decimalMark: string): number {
  const mark = text.lastIndexOf(decimalMark)
  if (mark < 0) return 0
  let end = mark + 1
  while (isDigit(text.charCodeAt(end))) end++
  return end - mark - 1
}

const isDigit = (unit: number) => unit >= 48 && unit <= 57

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

/** The ways exponents may be used that the texts do not rule out; `undefined` is never. */
function exponentsOf(texts: readonly string[]): (ExponentFormat | undefined)[] {
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
  if (found === 0) return [undefined]
  if (found === texts.length) return [{when: 'always', mark, width, plus}]
  return [undefined, {when: 'extreme', mark, width, plus}, {when: 'shorter', mark, width, plus}]
}
