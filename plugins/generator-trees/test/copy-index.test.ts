import {expect} from 'chai'
import type {NumericSchema, Table} from '@inferloop/contract'
import {createRandom} from '@inferloop/random'
import {copyIndex} from '../src/copy-index.ts'

const schema = (name: string): NumericSchema => ({
  kind: 'numeric',
  name,
  evidence: '',
  missing: [],
  physical: 'float',
  decimals: 3,
  step: 0.001,
  offset: 0,
  min: -10,
  max: 10,
  format: {
    decimalMark: '.',
    thousands: '',
    prefix: '',
    suffix: '',
    fixedDecimals: false,
    minIntegerDigits: 1,
    brackets: false,
    floatIntegers: false,
  },
})

/** Rows of five independent normal columns. */
function cloud(rows: number, seed: number): Table {
  const random = createRandom(seed)
  const columns = ['a', 'b', 'c', 'd', 'e'].map(name => ({
    name,
    kind: 'numeric' as const,
    values: Float64Array.from({length: rows}, () => random.normal()),
    schema: schema(name),
  }))
  return {rows, columns}
}

describe('copyIndex', () => {
  const seen = cloud(1000, 1)
  const unseen = cloud(1000, 2)

  it('is 1 for rows that were seen', () => {
    expect(copyIndex(seen, seen, unseen)).to.equal(1)
  })

  it('is -1 for rows that were held back', () => {
    expect(copyIndex(unseen, seen, unseen)).to.equal(-1)
  })

  it('is about 0 for fresh rows', () => {
    expect(copyIndex(cloud(1000, 3), seen, unseen)).to.be.closeTo(0, 0.1)
  })
})
