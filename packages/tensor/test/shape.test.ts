import {expect} from 'chai'
import fc from 'fast-check'
import {
  add,
  broadcast,
  constant,
  expand,
  gradients,
  input,
  mul,
  openModel,
  type Shape,
  sizeOf,
  sum,
} from '../src/index.ts'
import {lengthsOf} from '../src/shape.ts'

/** Two shapes that broadcast: one shape, each of whose axes either may lack or have as 1. */
const pairs = fc
  .array(fc.tuple(fc.integer({min: 1, max: 4}), fc.boolean(), fc.boolean()), {maxLength: 4})
  .chain(axes =>
    fc
      .tuple(fc.integer({min: 0, max: axes.length}), fc.integer({min: 0, max: axes.length}))
      .map(([a, b]) => ({
        a: axes.map(([length, one]) => (one ? 1 : length)).slice(a),
        b: axes.map(([length, , one]) => (one ? 1 : length)).slice(b),
      })),
  )

/** Place in a tensor of `shape` of the element at `index` of what it broadcasts to. */
function placeOf(index: readonly number[], shape: readonly number[]): number {
  const own = index.slice(index.length - shape.length)
  return shape.reduce((place, length, axis) => place * length + (length === 1 ? 0 : own[axis]!), 0)
}

const indicesOf = (shape: Shape): number[][] =>
  lengthsOf(shape).reduce<number[][]>(
    (found, length) => found.flatMap(index => Array.from({length}, (_, i) => [...index, i])),
    [[]],
  )

describe('broadcasting', () => {
  it('is symmetric, keeps the larger of each axis, and does nothing to a shape and itself', () => {
    fc.assert(
      fc.property(pairs, ({a, b}) => {
        const both = broadcast(a, b)
        expect(both).to.deep.equal(broadcast(b, a))
        expect(both).to.deep.equal(broadcast(both, a))
        expect(both.length).to.equal(Math.max(a.length, b.length))
        expect(sizeOf(both)).to.be.at.least(Math.max(sizeOf(a), sizeOf(b)))
      }),
    )
  })

  it('names both shapes where they do not go together', () => {
    expect(() => broadcast([2, 3], [2, 4])).to.throw('[2, 3] and [2, 4] do not broadcast: 3 is not 4')
  })

  it('pairs elements by their indices, and sums gradients over what was repeated', async () => {
    await fc.assert(
      fc.asyncProperty(pairs, async ({a, b}) => {
        const numbers = (shape: Shape, offset: number) =>
          Float32Array.from({length: sizeOf(shape)}, (_, i) => ((i * 7 + offset) % 11) + 1) // no zeros, which have signs
        const [x, y] = [numbers(a, 1), numbers(b, 4)]
        const shape = broadcast(a, b)
        const [left, right] = [input('left', a), input('right', b)]
        const product = mul(left, right)
        const weighted = mul(product, constant(numbers(shape, 2), shape))
        const [toLeft, toRight] = gradients(sum(weighted), [left, right])
        const model = await openModel({product, toLeft: add(toLeft!, 0), toRight: expand(toRight!, b)})
        const results = await model.run({left: x, right: y})
        await model.close()

        const weights = numbers(shape, 2)
        const expected = {
          product: new Float32Array(sizeOf(shape)),
          toLeft: x.map(() => 0),
          toRight: y.map(() => 0),
        }
        indicesOf(shape).forEach((index, i) => {
          const [k, l] = [placeOf(index, a), placeOf(index, b)]
          expected.product[i] = x[k]! * y[l]!
          expected.toLeft[k]! += weights[i]! * y[l]!
          expected.toRight[l]! += weights[i]! * x[k]!
        })
        expect(results).to.deep.equal(expected)
      }),
      {numRuns: 60},
    )
  })
})
