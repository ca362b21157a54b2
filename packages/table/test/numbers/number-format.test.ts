import {expect} from 'chai'
import * as fc from 'fast-check'
import {type NumberFormat, PLAIN_FORMAT} from '@inferloop/contract'
import {formatNumber, parseNumber} from '../../src/index.ts'
import {thereAndBack, verdict} from '../source.ts'

const format = (parts: Partial<NumberFormat>): NumberFormat => ({...PLAIN_FORMAT, ...parts})

describe('parseNumber', () => {
  const read: [string, Partial<NumberFormat>, number][] = [
    ['42', {}, 42],
    ['-7.50', {}, -7.5],
    ['+5', {}, 5],
    ['1e5', {}, 100_000],
    ['.5', {}, 0.5],
    [' 39 ', {}, 39],
    ['1,234,567.5', {thousands: ','}, 1_234_567.5],
    ['1.234.567,5', {thousands: '.', decimalMark: ','}, 1_234_567.5],
    ['12 345', {thousands: ' '}, 12_345],
    ['39,1', {decimalMark: ','}, 39.1],
    ['$1.99', {prefix: '$'}, 1.99],
    ['-$5', {prefix: '$'}, -5],
    ['$-5', {prefix: '$', signAfterPrefix: true}, -5],
    ['12.5 %', {suffix: ' %'}, 12.5],
    ['(12.50)', {brackets: true}, -12.5],
    ['($3)', {brackets: true, prefix: '$'}, -3],
  ]
  for (const [text, parts, value] of read) {
    it(`reads ${JSON.stringify(text)} as ${value}`, () => {
      expect(parseNumber(text, format(parts))).to.equal(value)
    })
  }
  for (const text of ['', 'abc', '1,5', '12x', '--3', '1.2.3', 'Infinity', '0x10', '$5', '-', '1 2']) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(parseNumber(text, PLAIN_FORMAT)).to.satisfy(Number.isNaN)
    })
  }
  it('refuses thousands that are not in threes', () => {
    expect(parseNumber('1,23,456', format({thousands: ','}))).to.satisfy(Number.isNaN)
  })
})

describe('formatNumber', () => {
  const written: [number, Partial<NumberFormat>, number, string][] = [
    [1.5, {}, 2, '1.5'],
    [1.5, {fixedDecimals: true}, 2, '1.50'],
    [3, {floatIntegers: true}, 2, '3.0'],
    [-0.001, {fixedDecimals: true}, 2, '0.00'],
    [1_234_567.5, {thousands: ','}, 1, '1,234,567.5'],
    [0.5, {minIntegerDigits: 0}, 1, '.5'],
    [7.5, {minIntegerDigits: 2}, 1, '07.5'],
    [0.00001, {exponent: {when: 'extreme', mark: 'e', width: 2, plus: true}}, 6, '1e-05'],
    [100_000, {exponent: {when: 'shorter', mark: 'e', width: 2, plus: true}}, 0, '1e+05'],
    [120_000, {exponent: {when: 'shorter', mark: 'e', width: 2, plus: true}}, 0, '120000'],
    [1e-7, {significant: 15}, 20, '0.0000001'],
  ]
  for (const [value, parts, decimals, text] of written) {
    it(`writes ${value} as ${text}`, () => {
      expect(formatNumber(value, format(parts), decimals)).to.equal(text)
    })
  }

  const anyFormat = fc.record({
    decimalMark: fc.constantFrom('.' as const, ',' as const),
    spaced: fc.constantFrom('' as const, ' ' as const, "'" as const, '\u00a0' as const),
    prefix: fc.constantFrom('', '$', '€ ', 'USD '),
    suffix: fc.constantFrom('', '%', ' kg', ' €'),
    fixedDecimals: fc.boolean(),
    floatIntegers: fc.boolean(),
    brackets: fc.boolean(),
    minIntegerDigits: fc.constantFrom(0, 1),
    plus: fc.boolean(),
    signAfterPrefix: fc.boolean(),
  })

  it('is undone by parseNumber, whatever the format', () => {
    fc.assert(
      fc.property(
        anyFormat,
        fc.integer({min: -1e9, max: 1e9}),
        fc.integer({min: 0, max: 5}),
        (parts, k, decimals) => {
          const {spaced, ...rest} = parts
          const chosen = format({...rest, thousands: spaced})
          const value = k / 10 ** decimals
          const text = formatNumber(value, chosen, decimals)
          expect(parseNumber(text, chosen)).to.equal(value)
          expect(formatNumber(parseNumber(text, chosen), chosen, decimals)).to.equal(text)
        },
      ),
    )
  })
})

describe('a column of numbers', () => {
  /** 40 numbers with two decimals between -1,000 and 30,000, written by hand-made rules. */
  const values = Array.from({length: 40}, (_, i) => ((i * 7919) % 31_000) - 1000 + (i % 4) / 4)
  const styles: [string, (value: number) => string][] = [
    ['plain', String],
    ['two decimals', v => v.toFixed(2)],
    ['whole numbers as floats', v => (Number.isInteger(v) ? v.toFixed(1) : String(v))],
    ['decimal comma', v => String(v).replace('.', ',')],
    ['dollars', v => (v < 0 ? '-$' : '$') + Math.abs(v).toLocaleString('en-US', {minimumFractionDigits: 2})],
    ['euros', v => `${v.toLocaleString('de-DE', {minimumFractionDigits: 2})} €`],
    ['brackets', v => (v < 0 ? `(${Math.abs(v).toFixed(2)})` : v.toFixed(2))],
    ['percent', v => `${v}%`],
    ['apostrophes', v => v.toFixed(2).replace(/\B(?=(\d{3})+\.)/g, "'")],
    ['signs', v => (v > 0 ? '+' : '') + v.toFixed(1)],
    ['scientific', v => v.toExponential(6).replace(/e([+-])(\d)$/, 'e$10$2')],
  ]
  for (const [name, write] of styles) {
    it(`comes back as it stood: ${name}, such as ${write(values[3]!)}`, () => {
      const cells = values.map(write)
      expect(verdict(cells).kind).to.equal('numeric')
      expect(thereAndBack(cells)).to.deep.equal(cells)
    })
  }

  it('comes back as it stood for any decimals, mark, prefix and missing tokens', () => {
    const column = fc.record({
      decimals: fc.integer({min: 0, max: 4}),
      isFixed: fc.boolean(),
      prefix: fc.constantFrom('', '€', '$ '),
      mark: fc.constantFrom('.', ','),
      tokens: fc.subarray(['', 'NA', 'null', '?', '-', 'None']),
      cells: fc.uniqueArray(fc.integer({min: -99_999, max: 99_999}), {minLength: 25, maxLength: 60}),
    })
    fc.assert(
      fc.property(column, ({decimals, isFixed, prefix, mark, tokens, cells}) => {
        const texts = cells.map(k => {
          const digits = isFixed
            ? (Math.abs(k) / 10 ** decimals).toFixed(decimals)
            : String(Math.abs(k) / 10 ** decimals)
          return (k < 0 ? '-' : '') + prefix + digits.replace('.', mark)
        })
        const all = [...texts, ...tokens]
        fc.pre(texts.some(cell => /[.,]\d{1,2}$|[.,]\d{4}$/.test(cell)) || decimals === 0)
        expect(thereAndBack(all)).to.deep.equal(all)
      }),
      {numRuns: 200},
    )
  })
})
