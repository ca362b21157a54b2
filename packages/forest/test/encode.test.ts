import {expect} from 'chai'
import fc from 'fast-check'
import {binCount, binOf, fitAxis, FIRST_LEVEL, LEVELS, valueOf} from '../src/axis.ts'
import {encodeClasses, encodeNumbers, isMissing, MAX_CLASS_BIN} from '../src/encode.ts'

const axisOf = (values: Float64Array, missingCodes = 0, minAtomRows = 5) =>
  fitAxis(values.filter(v => v === v).sort(), missingCodes, {minAtomRows, rowsPerKnot: 8})

describe('encodeNumbers', () => {
  const values = Float64Array.of(NaN, 3, 3, 9, NaN, 7, 8)
  const missing = Uint8Array.of(2, 0, 0, 0, 1, 0, 0)
  const axis = axisOf(values, 2, 2)
  const encoded = encodeNumbers(axis, values, missing)

  it('gives atoms their place, missing cells the codes after them, and other values levels', () => {
    expect([...encoded.codes]).to.deep.equal([
      2,
      0,
      0,
      FIRST_LEVEL + Math.floor((2.5 / 3) * LEVELS),
      1,
      FIRST_LEVEL + Math.floor((0.5 / 3) * LEVELS),
      FIRST_LEVEL + LEVELS / 2,
    ])
    expect([...encoded.codes].map(code => isMissing(axis, code))).to.deep.equal([...values].map(Number.isNaN))
  })

  it('puts missing cells in bins of their own, after all others', () => {
    expect(encoded.binCount).to.equal(binCount(axis))
    expect([encoded.bins[4], encoded.bins[0]]).to.deep.equal([encoded.binCount - 2, encoded.binCount - 1])
    expect(Math.max(...[1, 2, 3, 5, 6].map(i => encoded.bins[i]!))).to.equal(encoded.binCount - 3)
  })

  it('takes cells as missing in the first way when nothing says which', () => {
    const alone = axisOf(Float64Array.of(1, NaN), 1)
    const {codes, bins} = encodeNumbers(alone, Float64Array.of(1, NaN), undefined)
    expect(isMissing(alone, codes[1]!)).to.equal(true)
    expect(bins[1]).to.equal(binCount(alone) - 1)
  })

  it('ranks codes as their values, missing ones below all', () => {
    const cell = fc.option(fc.integer({min: -40, max: 40}), {nil: NaN, freq: 8})
    fc.assert(
      fc.property(fc.array(cell, {minLength: 1, maxLength: 300}), list => {
        const cells = Float64Array.from(list)
        const own = axisOf(cells, 1)
        const {codes, ranks} = encodeNumbers(own, cells, undefined)
        for (let i = 1; i < list.length; i++) {
          const [a, b] = [ranks[codes[i - 1]!]!, ranks[codes[i]!]!]
          if (Number.isNaN(cells[i])) expect(b).to.be.below(0)
          else expect(b).to.be.within(0, 1)
          // Two values may share a level when a column has more than 8,192; never in lists as short as these.
          if (cells[i - 1]! < cells[i]!) expect(a).to.be.below(b)
          if (cells[i - 1] === cells[i]) expect(a).to.equal(b)
        }
      }),
      {numRuns: 60},
    )
  })

  it('comes back as about the value it stands for, atoms exactly', () => {
    const spread = Float64Array.from({length: 2000}, (_, i) => (i % 4 === 0 ? 50 : (i / 100) ** 2))
    const wide = axisOf(spread, 0)
    const {codes, bins} = encodeNumbers(wide, spread, undefined)
    spread.forEach((value, i) => {
      const back = valueOf(wide, codes[i]!, 0.5)
      if (value === 50) expect(back).to.equal(50)
      // A knot stands for 8 rows; two knots away is 16 rows of the 1,500 on the curve.
      else expect(back).to.be.within((Math.max(0, i - 24) / 100) ** 2 - 1e-9, ((i + 24) / 100) ** 2)
      expect(bins[i]).to.equal(binOf(wide, value))
    })
  })

  it('lies in memory that threads can share', () => {
    for (const array of [encoded.bins, encoded.codes, encoded.ranks])
      expect(array.buffer).to.be.instanceOf(SharedArrayBuffer)
  })
})

describe('encodeClasses', () => {
  it('keeps codes and shares one bin among those a byte has no room for', () => {
    const codes = Uint32Array.of(0, 1, MAX_CLASS_BIN, 255, 40_000)
    const encoded = encodeClasses(codes, 40_001)
    expect([...encoded.codes]).to.deep.equal([...codes])
    expect([...encoded.bins]).to.deep.equal([0, 1, MAX_CLASS_BIN, MAX_CLASS_BIN, MAX_CLASS_BIN])
    expect(encoded.binCount).to.equal(MAX_CLASS_BIN + 1)
  })

  it('needs no more bins than there are classes', () => {
    expect(encodeClasses(Uint32Array.of(0, 2, 1), 3).binCount).to.equal(3)
  })
})
