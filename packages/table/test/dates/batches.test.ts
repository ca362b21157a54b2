import {expect} from 'chai'
import {createRandom} from '@inferloop/random'
import {decodeTable, encodeTable, formatDatetime, inferSchema} from '../../src/index.ts'
import {cellsOf, source, text} from '../source.ts'

describe('batches of instants', () => {
  it('have cells that do not depend on which batches were written before', () => {
    const cells = Array.from({length: 1200}, (_, i) =>
      formatDatetime(Date.UTC(2023, 0, 1 + (i % 300)), 'YYYY-MM-DD[T]HH:mm:ssZ', i % 3 === 0 ? 60 : -300),
    )
    const table = source(text('at', cells))
    const written = (batches: readonly number[]): string[] => {
      const schema = inferSchema(table, {privacy: 'default'})
      const batch = encodeTable(table, schema)
      const made = batches.map(seed => decodeTable(batch, schema, {firstRow: 0, random: createRandom(seed)}))
      return cellsOf(made.at(-1)!.columns[0]!)
    }
    expect(written([1, 2])).to.deep.equal(written([2]))
  })
})
