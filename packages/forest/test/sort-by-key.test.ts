import {expect} from 'chai'
import fc from 'fast-check'
import {sortByKey} from '../src/sort-by-key.ts'

describe('sortByKey', () => {
  it('gives the order of a stable sort, whatever the length', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: -9, max: 9}), {maxLength: 300}), list => {
        const keys = Float64Array.from(list)
        const things = Uint16Array.from(list.keys())
        sortByKey(things, list.length, keys, new Uint16Array(list.length))
        expect([...things]).to.deep.equal([...list.keys()].sort((a, b) => list[a]! - list[b]! || a - b))
      }),
    )
  })

  it('leaves what comes after the count where it is', () => {
    const things = Uint16Array.of(2, 1, 0)
    sortByKey(things, 2, Float64Array.of(0, 1, 2), new Uint16Array(3))
    expect([...things]).to.deep.equal([1, 2, 0])
  })
})
