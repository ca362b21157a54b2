// Codes come out with the alphabet, the length and the range of the real ones.
import {expect} from 'chai'
import {createRandom} from '@inferloop/random'
import type {TextSource} from '@inferloop/contract'
import {decodeTable, encodeTable, inferSchema} from '../src/index.ts'
import {cellsOf, source, text, verdict} from './source.ts'

const COUNT = 400
const random = createRandom('codes')
const from = (alphabet: string, length: number): string =>
  Array.from({length}, () => alphabet.charAt(random.below(alphabet.length))).join('')
const HEX = '0123456789abcdef'

/** New codes like those that `make` gives. */
function madeLike(make: (i: number) => string, rows = COUNT): string[] {
  const table = source(
    text(
      'code',
      Array.from({length: COUNT}, (_, i) => make(i)),
    ),
  )
  const schema = inferSchema(table, {privacy: 'default'})
  expect(schema.columns[0]!.kind, schema.columns[0]!.evidence).to.equal('id')
  const encoded = {...encodeTable(table, schema), rows}
  const made = decodeTable(encoded, schema, {firstRow: 0, random: createRandom(5)})
  return cellsOf(made.columns[0] as TextSource)
}

describe('codes', () => {
  const cases: readonly [string, (i: number) => string, RegExp][] = [
    ['hexadecimal of eight', () => from(HEX, 8), /^[0-9a-f]{8}$/],
    ['hexadecimal in capitals', () => from(HEX.toUpperCase(), 6), /^[0-9A-F]{6}$/],
    ['hexadecimal after 0x', () => `0x${from(HEX, 4)}`, /^0x[0-9a-f]{4}$/],
    [
      'addresses of network cards',
      () => Array.from({length: 6}, () => from(HEX, 2)).join(':'),
      /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/,
    ],
    ['capitals and digits mixed', () => from('ABCDEFGHJKLMNPQRSTUVWXYZ23456789', 7), /^[0-9A-Z]{7}$/],
    [
      'letters, then digits',
      () => `${from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', 2)}-${from('0123456789', 5)}`,
      /^[A-Z]{2}-\d{5}$/,
    ],
  ]
  for (const [what, make, shape] of cases) {
    it(`of ${what} keep their alphabet and length, and are new`, () => {
      const made = madeLike(make)
      for (const code of made) expect(code).to.match(shape)
      expect(new Set(made).size).to.be.at.least(0.98 * COUNT)
    })
  }

  it('of several numbers keep the range of each', () => {
    for (const ip of madeLike(() => Array.from({length: 4}, () => random.below(256)).join('.')))
      for (const octet of ip.split('.')) expect(Number(octet)).to.be.within(0, 255)
  })

  it('keep the few values of a part that many cells hold, and no value of one cell', () => {
    const made = madeLike(i => (i === 0 ? '1789Q7' : `${1990 + random.below(30)}Q${1 + random.below(4)}`))
    for (const quarter of made) expect(quarter).to.match(/^(19|20)\d\dQ[1-4]$/)
  })

  it('say in their evidence what they are', () => {
    const {evidence} = verdict(
      Array.from({length: COUNT}, () => `v${random.below(9)}.${random.below(99)}-${from(HEX, 4)}`),
    )
    expect(evidence).to.contain('<0-').and.contain(`<4 of ${HEX}>`)
  })

  it('repeat about as seldom as they did', () => {
    const few = madeLike(i => `T${String(100_000 + (((i % 360) * 7919) % 800_000))}x`, 2000)
    expect(new Set(few).size).to.be.within(1740, 1860)
  })
})
