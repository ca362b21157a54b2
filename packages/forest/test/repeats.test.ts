import {expect} from 'chai'
import {createRandom} from '@inferloop/random'
import {FIRST_REPEAT, fitAxis, isRepeat} from '../src/axis.ts'
import {fitDensityTree} from '../src/density-tree.ts'
import {encodeNumbers} from '../src/encode.ts'
import {drawnCodes} from './drawn-codes.ts'

const ROWS = 4000
const random = createRandom('repeats')
const bill = Float64Array.from({length: ROWS}, (_, i) => (i % 20 === 0 ? Number.NaN : random.next() * 1000))
const paid = bill.map((v, i) => (v === v && i % 2 === 0 ? v : random.next() * 1000))
const encode = (values: Float64Array) =>
  encodeNumbers(
    fitAxis(values.filter(v => v === v).sort(), values.some(Number.isNaN) ? 1 : 0, {
      minAtomRows: 5,
      rowsPerKnot: 8,
    }),
    values,
    undefined,
  )
const columns = [encode(bill), encode(paid)]
const of = Uint8Array.from(paid, (v, i) => (v === bill[i] ? 1 : 0))
const tree = fitDensityTree(columns, 1, [0], {
  minLeaf: 200,
  significance: 3,
  minCorrelation: 0.9,
  repeats: {columns: [0], of},
})
const drawn = {
  bins: columns.map(c => c.bins),
  codes: columns.map(c => c.codes),
  values: [bill, undefined],
}
const out = drawnCodes({method: 'density', tree}, [false, false, false], drawn, ROWS, random)

describe('a tree of a column that repeats another', () => {
  it('names the column and repeats it as often as the rows do', () => {
    expect([...tree.repeats]).to.deep.equal([0])
    const there = [...out].filter((_, i) => !Number.isNaN(bill[i]!))
    expect(there.filter(isRepeat).length / there.length).to.be.closeTo(0.5, 0.04)
  })

  it('repeats nothing where the other cell is missing', () => {
    for (let i = 0; i < ROWS; i += 20) expect(isRepeat(out[i]!)).to.equal(false)
  })

  it('keeps the values of rows that repeat out of its leaves', () => {
    expect(tree.codes.filter(code => code === FIRST_REPEAT).length).to.be.above(0)
    const own = new Set(columns[1]!.codes.filter((_, i) => of[i] === 0))
    expect(tree.codes.filter(code => !isRepeat(code) && !own.has(code)).length).to.equal(0)
  })
})
