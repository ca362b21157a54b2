import {expect} from 'chai'
import * as fc from 'fast-check'
import {chooseRows, createRandom, shuffleInPlace} from '../src/index.ts'

describe('shuffleInPlace', () => {
  it('keeps every element, in arrays and typed arrays, and gives the same array back', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: 0, max: 255})), fc.integer(), (values, seed) => {
        const bytes = Uint8Array.from(values)
        expect(shuffleInPlace(bytes, createRandom(seed))).to.equal(bytes)
        expect(bytes.toSorted()).to.deep.equal(Uint8Array.from(values).toSorted())
        expect(shuffleInPlace([...values], createRandom(seed))).to.deep.equal([...bytes])
      }),
    )
  })

  it('gives the 24 orders of four things equally often', () => {
    const random = createRandom(31)
    const counts = new Map<string, number>()
    for (let i = 0; i < 24_000; i++) {
      const order = shuffleInPlace(['a', 'b', 'c', 'd'], random).join('')
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect(counts.size).to.equal(24)
    const chi = [...counts.values()].reduce((sum, n) => sum + (n - 1_000) ** 2 / 1_000, 0)
    expect(chi).to.be.below(50) // 23 degrees of freedom, 1 in 1000
  })
})

describe('chooseRows', () => {
  it('gives different rows in ascending order, as many as asked', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), fc.integer(), (a, b, seed) => {
        const [count, rows] = [Math.min(a, b), Math.max(a, b)]
        const chosen = chooseRows(rows, count, createRandom(seed))
        expect(chosen).to.have.lengthOf(count)
        chosen.forEach((row, i) => {
          expect(row).to.be.within(i === 0 ? 0 : chosen[i - 1]! + 1, rows - 1)
        })
      }),
    )
  })

  it('gives the ten pairs of five rows equally often', () => {
    const random = createRandom(32)
    const counts = new Map<string, number>()
    for (let i = 0; i < 10_000; i++) {
      const pair = chooseRows(5, 2, random).join()
      counts.set(pair, (counts.get(pair) ?? 0) + 1)
    }
    expect(counts.size).to.equal(10)
    const chi = [...counts.values()].reduce((sum, n) => sum + (n - 1_000) ** 2 / 1_000, 0)
    expect(chi).to.be.below(28) // 9 degrees of freedom, 1 in 1000
  })

  it('refuses to choose more rows than there are', () => {
    expect(() => chooseRows(3, 4, createRandom(1))).to.throw(RangeError, 'Cannot choose 4 of 3 rows')
    expect(() => chooseRows(3, -1, createRandom(1))).to.throw(RangeError)
    expect(() => chooseRows(3, 1.5, createRandom(1))).to.throw(RangeError)
  })
})
