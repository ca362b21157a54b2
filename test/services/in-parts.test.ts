// Batches whose cells may be huge, cut into parts.
import {expect} from 'chai'
import type {Table} from '@inferloop/contract'
import {inParts} from '../../src/services/in-parts.ts'

const described = {evidence: '', missing: [''], physical: 'text'} as const
const grid = {min: 0, max: 4, step: 1, offset: 0, decimals: 0, format: {}}
const table: Table = {
  rows: 5,
  columns: [
    {
      name: 'a',
      kind: 'categorical',
      codes: Uint32Array.of(0, 1, 2, 3, 4),
      schema: {...described, name: 'a', kind: 'categorical', categories: ['v', 'w', 'x', 'y']},
    },
    {
      name: 'b',
      kind: 'numeric',
      values: Float64Array.of(0, 1, 2, 3, Number.NaN),
      missing: Uint8Array.of(0, 0, 0, 0, 1),
      schema: {...described, ...grid, name: 'b', kind: 'numeric'} as never,
    },
  ],
}

describe('inParts', () => {
  it('leaves a batch of short cells as it is', () => {
    expect([...inParts(table, 100)]).to.deep.equal([table])
  })

  it('cuts one of long cells into parts that hold its rows in their order', () => {
    const parts = [...inParts(table, 2 ** 25)]
    expect(parts.map(({rows}) => rows)).to.deep.equal([2, 2, 1])
    const {columns} = parts[2]!
    expect(columns[0]).to.deep.equal({...table.columns[0], codes: Uint32Array.of(4)})
    expect(columns[1]).to.deep.equal({
      ...table.columns[1],
      values: Float64Array.of(Number.NaN),
      missing: Uint8Array.of(1),
    })
    expect([...inParts(table, 1e300)].length).to.equal(5)
  })
})
