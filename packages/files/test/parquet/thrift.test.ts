import {deepStrictEqual} from 'node:assert'
import {expect} from 'chai'
import fc from 'fast-check'
import {readStruct, type Struct, type Value, writeStruct} from '../../src/parquet/thrift.ts'

const whole = fc.bigInt({min: -(2n ** 63n), max: 2n ** 63n - 1n})
const bytes = fc.uint8Array({maxLength: 40}).map(part => Buffer.from(part))

const {struct} = fc.letrec<{struct: Struct; value: Value}>(tie => ({
  struct: fc
    .uniqueArray(fc.tuple(fc.integer({min: 1, max: 300}), tie('value')), {
      maxLength: 6,
      selector: ([id]) => id,
    })
    .map(fields => ({type: 12, fields: new Map(fields.toSorted(([a], [b]) => a - b))})),
  value: fc.oneof(
    {depthSize: 'small', withCrossShrink: true},
    fc.constantFrom<Value>({type: 1}, {type: 2}),
    fc.record(
      {type: fc.constantFrom(4 as const, 5 as const, 6 as const), value: whole},
      {noNullPrototype: true},
    ),
    fc.integer({min: -128, max: 127}).map((value): Value => ({type: 3, value: BigInt(value)})),
    bytes.map((part): Value => ({type: 8, bytes: part})),
    fc.double().map((value): Value => {
      const part = Buffer.alloc(8)
      part.writeDoubleLE(value)
      return {type: 7, bytes: part}
    }),
    fc
      .array(whole, {maxLength: 20})
      .map((items): Value => ({type: 9, of: 6, items: items.map(value => ({type: 6, value}))})),
    fc
      .array(fc.boolean(), {maxLength: 3})
      .map((items): Value => ({type: 9, of: 1, items: items.map(item => ({type: item ? 1 : 2}))})),
    fc.array(tie('struct'), {maxLength: 3}).map((items): Value => ({type: 9, of: 12, items})),
    tie('struct'),
  ),
}))

describe('Thrift structs', () => {
  it('come back as they were written, whatever their fields', () => {
    fc.assert(
      fc.property(struct, given => {
        deepStrictEqual(readStruct(writeStruct(given)), given)
      }),
      {numRuns: 300},
    )
  })

  it('are refused when they end early', () => {
    const written = writeStruct({type: 12, fields: new Map([[1, {type: 8, bytes: Buffer.from('parquet')}]])})
    for (let size = 0; size < written.length; size++)
      expect(() => readStruct(written.subarray(0, size))).to.throw()
  })
})
