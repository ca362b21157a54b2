import {expect} from 'chai'
import fc from 'fast-check'
import {binCount, binOf, codeOf, FIRST_LEVEL, fitAxis, MAX_BINS, positionOf, valueAt} from '../src/axis.ts'
import {encodeNumbers} from '../src/encode.ts'

const options = {minAtomRows: 5, rowsPerKnot: 8}
const sorted = (values: readonly number[]) => Float64Array.from(values).sort()

describe('fitAxis', () => {
  it('keeps values that enough rows hold as atoms and no others', () => {
    const axis = fitAxis(sorted([...Array(5).fill(0), ...Array(4).fill(7), 1, 2, 3]), 0, options)
    expect([...axis.atoms]).to.deep.equal([0])
  })

  it('puts the knots of the other values at equal probabilities', () => {
    const axis = fitAxis(sorted(Array.from({length: 81}, (_, i) => i)), 0, options)
    // 81 values in 10 pieces; each knot is the mean of 5 neighbours, the first of 0 to 4.
    expect([...axis.knots]).to.deep.equal([2, 9, 17, 24, 32, 40, 47, 55, 62, 70, 78])
  })

  it('gives every value a bin of its own while they fit', () => {
    const axis = fitAxis(sorted([3, 1, 2, 2]), 1, {...options, minAtomRows: 1})
    expect([1, 2, 3].map(v => binOf(axis, v))).to.deep.equal([0, 1, 2])
    expect(binCount(axis)).to.equal(4)
  })

  it('keeps no value that too few rows hold, neither as a knot nor as an edge of a bin', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: 0, max: 400}), {minLength: 100, maxLength: 600}), values => {
        const many = [...values, ...Array(50).fill(-1), ...Array(50).fill(1000)].map(v => v + 0.25)
        const axis = fitAxis(sorted(many), 0, options)
        const rare = new Set(many.filter(v => many.filter(w => w === v).length < 5))
        const edges = [...axis.atoms, ...axis.cuts]
        expect(edges.filter(v => rare.has(v))).to.deep.equal([])
      }),
      {numRuns: 20},
    )
  })

  it('lets no rare value be reckoned from an edge and the common value beyond it', () => {
    const rare = Array.from({length: 400}, (_, i) => 20_000 + ((i * 7919) % 70_001))
    const axis = fitAxis(
      sorted([...Array(300).fill(30_000), ...Array(300).fill(45_000), ...rare]),
      0,
      options,
    )
    const mirrored = Array.from(axis.cuts, cut => [...axis.atoms].map(atom => 2 * cut - atom)).flat()
    expect(mirrored.filter(v => v > 20_000 && rare.includes(v)).length).to.be.below(3)
  })

  it('mixes as many rows in each knot as a value needs, also where few are left beside common values', () => {
    for (const left of [
      [90_137, 90_137, 90_137, 90_137, 95_311, 95_311, 95_311, 95_311],
      [1.5, 2.25, 71, 71.5, 300.125, 301, 4096.5, 5000, 77_777],
    ]) {
      const axis = fitAxis(
        sorted([...Array(200).fill(10_000), ...Array(200).fill(20_000), ...left]),
        0,
        options,
      )
      for (const knot of axis.knots) expect(left).to.not.include(knot)
      expect(axis.knots.length).to.be.above(0)
    }
  })

  it('counts a value that hardly any row holds as the nearest one', () => {
    const axis = fitAxis(sorted([...Array(50).fill(1), ...Array(50).fill(3), 1.9, 13.37]), 0, options)
    expect([...axis.knots]).to.deep.equal([])
    expect([1.9, 13.37, 3].map(v => codeOf(axis, v))).to.deep.equal([0, 1, 1])
  })

  it('finds the code of every value that was encoded', () => {
    const values = Float64Array.from({length: 3000}, (_, i) => (i % 3 === 0 ? 7 : (i * i) / 7))
    const axis = fitAxis(values.slice().sort(), 0, options)
    const {codes} = encodeNumbers(axis, values, undefined)
    values.forEach((v, i) =>
      expect(codeOf(axis, v)).to.be.closeTo(codes[i]!, codes[i]! < FIRST_LEVEL ? 0 : 40),
    )
  })

  it('leaves a heavy value alone in its bin', () => {
    const values = [...Array.from({length: 5000}, (_, i) => i), ...Array(500).fill(2500)]
    const axis = fitAxis(sorted(values), 0, options)
    const bins = [2499, 2500, 2501].map(v => binOf(axis, v))
    expect(new Set(bins).size).to.equal(3)
  })

  it('never makes more bins than a byte has room for', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: -1000, max: 1000}), {minLength: 1, maxLength: 3000}), values => {
        const axis = fitAxis(sorted(values), 2, options)
        expect(binCount(axis)).to.be.at.most(MAX_BINS)
        const bins = [...sorted(values)].map(v => binOf(axis, v))
        for (let i = 1; i < bins.length; i++) expect(bins[i]).to.be.at.least(bins[i - 1]!)
      }),
      {numRuns: 50},
    )
  })

  it('spans all that a double holds', () => {
    const wide = Float64Array.from({length: 200}, (_, i) => (i - 99.5) * 1.8e306)
    const axis = fitAxis(wide, 0, {minAtomRows: 5, rowsPerKnot: 8})
    expect(axis.knots.every(Number.isFinite)).to.equal(true)
    expect(axis.cuts.every(Number.isFinite)).to.equal(true)
    for (let k = 0; k <= 20; k++) expect(Number.isFinite(valueAt(axis, k / 20)), `${k / 20}`).to.equal(true)
  })

  it('finds a position on the quantile curve again by its value', () => {
    const axis = fitAxis(sorted(Array.from({length: 400}, (_, i) => i * i)), 0, options)
    fc.assert(
      fc.property(fc.double({min: 0, max: 1, noNaN: true}), position => {
        expect(positionOf(axis, valueAt(axis, position))).to.be.closeTo(position, 1e-9)
      }),
    )
  })
})
