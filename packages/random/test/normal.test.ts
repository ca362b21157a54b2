import {expect} from 'chai'
import {createRandom} from '../src/index.ts'
import {tail} from '../src/normal.ts'

const N = 400_000

/** Φ(x) by the series x + x³/3 + x⁵/(3·5) + … times the density (Marsaglia 2004); good to 1e-12 for |x| < 5. */
function cumulative(x: number): number {
  let term = x
  let sum = x
  for (let i = 3; Math.abs(term) > 1e-17; i += 2) {
    term *= (x * x) / i
    sum += term
  }
  return 0.5 + (sum * Math.exp(-0.5 * x * x)) / Math.sqrt(2 * Math.PI)
}

describe('normal', () => {
  const random = createRandom(21)
  const draws = Float64Array.from({length: N}, () => random.normal())
  const moment = (k: number) => draws.reduce((sum, x) => sum + x ** k, 0) / N

  it('has the moments 0, 1, 0, 3, 0, 15 within four standard errors', () => {
    const expected = [0, 1, 0, 3, 0, 15]
    const variance = [1, 2, 15, 96, 945, 10_170] // E x^2k - (E x^k)^2
    expected.forEach((value, i) => {
      expect(moment(i + 1)).to.be.closeTo(value, 4 * Math.sqrt(variance[i]! / N))
    })
  })

  it('follows the normal curve everywhere, also where the ziggurat changes its method', () => {
    const ascending = draws.toSorted()
    let gap = 0
    ascending.forEach((x, i) => {
      gap = Math.max(gap, Math.abs(cumulative(x) - (i + 0.5) / N))
    })
    expect(gap * Math.sqrt(N)).to.be.below(1.95) // Kolmogorov's limit, 1 in 1000
  })

  it('reaches the tail beyond 3.654 as often as it should', () => {
    const expected = 2 * N * (1 - cumulative(3.6541528853610088))
    const seen = draws.filter(x => Math.abs(x) > 3.6541528853610088).length
    expect(seen).to.be.within(expected - 4 * Math.sqrt(expected), expected + 4 * Math.sqrt(expected))
  })

  it('falls in the tail as the normal does: its mean there is density / probability', () => {
    const start = 3.6541528853610088
    const expected = Math.exp(-0.5 * start * start) / Math.sqrt(2 * Math.PI) / (1 - cumulative(start))
    const state = Int32Array.of(1, 2, 3, 4)
    const n = 200_000
    let sum = 0
    for (let i = 0; i < n; i++) sum += tail(state)
    // The variance is 1 + start · mean - mean².
    const error = Math.sqrt((1 + start * expected - expected * expected) / n)
    expect(sum / n).to.be.closeTo(expected, 4 * error)
  })
})
