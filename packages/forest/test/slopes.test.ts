import {expect} from 'chai'
import {createRandom} from '@inferloop/random'
import {fitAxis, FIRST_LEVEL, LEVELS} from '../src/axis.ts'
import {fitDensityTree} from '../src/density-tree.ts'
import {type EncodedNumbers, encodeNumbers} from '../src/encode.ts'
import {moved} from '../src/slopes.ts'
import {drawnCodes} from './drawn-codes.ts'

const ROWS = 400
const random = createRandom('slopes')
const x = Float64Array.from({length: ROWS}, () => random.next())
const encode = (values: Float64Array): EncodedNumbers =>
  encodeNumbers(
    fitAxis(values.filter(v => v === v).sort(), 1, {minAtomRows: 5, rowsPerKnot: 8}),
    values,
    undefined,
  )
const whole = {minLeaf: ROWS, significance: 0, minCorrelation: 0.9}

/** Codes drawn for the second of two columns, given the rows of the first, from one leaf. */
function redrawn(by: EncodedNumbers, of: EncodedNumbers): Uint16Array {
  const tree = fitDensityTree([by, of], 1, [0], whole)
  const drawn = {bins: [by.bins], codes: [by.codes], values: []}
  return drawnCodes({method: 'density', tree}, [false, false], drawn, ROWS, createRandom(1))
}

describe('fitSlopes', () => {
  it('gives a falling line back to within a few of 8,192 levels', () => {
    const of = encode(x.map(v => 5 - 3 * v))
    const out = redrawn(encode(x), of)
    out.forEach((code, i) => expect(code).to.be.closeTo(of.codes[i]!, 2))
  })

  it('keeps the scatter about a line', () => {
    const of = encode(x.map(v => v + 0.03 * random.normal()))
    const by = encode(x)
    const scatter = (codes: Uint16Array): number =>
      Math.sqrt(codes.reduce((sum, code, i) => sum + (code - by.codes[i]!) ** 2, 0) / ROWS)
    expect(scatter(redrawn(by, of)) / scatter(of.codes)).to.be.within(0.85, 1.15)
  })

  it('leaves a leaf alone whose values do not follow', () => {
    const of = encode(x.map(() => random.next()))
    expect(fitDensityTree([encode(x), of], 1, [0], whole).slopeFeature[0]).to.equal(-1)
    const known = new Set(of.codes)
    expect(redrawn(encode(x), of).filter(code => !known.has(code)).length).to.equal(0)
  })

  it('follows the predictor that is nearest to a line', () => {
    const rough = encode(x.map(v => v + 0.05 * random.normal()))
    const columns = [rough, encode(x), encode(x.map(v => 2 * v))]
    expect(fitDensityTree(columns, 2, [0, 1], whole).slopeFeature[0]).to.equal(1)
  })

  it('draws a plain value where the predictor is missing', () => {
    const by = encode(x.map((v, i) => (i % 10 === 0 ? NaN : v)))
    const of = encode(x)
    const tree = fitDensityTree([by, of], 1, [0], whole)
    expect(tree.slopeFeature[0]).to.equal(0)
    const out = redrawn(by, of)
    for (let i = 0; i < ROWS; i += 10) expect([...tree.codes]).to.include(out[i])
  })
})

describe('moved', () => {
  it('stays among the levels', () => {
    expect(moved(FIRST_LEVEL + 5, -9)).to.equal(FIRST_LEVEL)
    expect(moved(FIRST_LEVEL + 5, 1e9)).to.equal(FIRST_LEVEL + LEVELS - 1)
    expect(moved(FIRST_LEVEL + 5, 2.4)).to.equal(FIRST_LEVEL + 7)
  })
})
