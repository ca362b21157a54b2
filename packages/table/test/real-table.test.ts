import {expect} from 'chai'
import type {Column, NumericSchema, SourceTable, TextSource} from '@inferloop/contract'
import {encodeTable, inferSchema, realTable} from '../src/index.ts'

const column = (name: string, cells: readonly string[]): TextSource => {
  const dictionary = [...new Set(cells)]
  return {type: 'text', name, dictionary, codes: Uint32Array.from(cells, cell => dictionary.indexOf(cell))}
}

/** 400 homes: a few cities with many, thirty villages with two each, and prices with one palace. */
const cities = Array.from({length: 400}, (_, i) =>
  i < 340 ? ['Ulm', 'Bonn', ''][i % 3]! : `village ${i >> 1}`,
)
const prices = Array.from({length: 400}, (_, i) =>
  i === 7 ? '9000000' : String(100_000 + ((i * 37) % 400) * 500),
)
const homes: SourceTable = {
  rows: 400,
  source: {format: 'csv'},
  columns: [column('city', cities), column('price', prices)],
}

const labelCounts = (found: Column): Map<string, number> => {
  if (!('codes' in found)) throw new Error('no labels')
  const texts = [...found.schema.categories, ...found.schema.missing]
  return new Map(texts.map((text, code) => [text, found.codes.filter(one => one === code).length]))
}

describe('realTable', () => {
  const schema = inferSchema(homes, {privacy: 'default'})
  const [city, price] = realTable(homes, schema).columns as [Column, Column]

  it('counts every label of the file, also those too rare to be learnt', () => {
    const counts = new Map<string, number>()
    for (const text of cities) counts.set(text, (counts.get(text) ?? 0) + 1)
    expect(labelCounts(city)).to.deep.equal(counts)
    const learnt = encodeTable(homes, schema).columns[0]!
    expect(labelCounts(learnt).get('village 170')).to.equal(undefined)
  })

  it('keeps numbers beyond the range that is learnt', () => {
    if ('codes' in price) throw new Error('no numbers')
    expect([...price.values]).to.deep.equal(prices.map(Number))
    expect((schema.columns[1] as NumericSchema).max).to.be.below(9_000_000)
  })
})
