import {createRandom} from '@inferloop/random'
import {expect} from 'chai'
import {digamma, logGamma} from '../src/gamma.ts'
import {fitMixture, responsibilities} from '../src/mixture.ts'

const options = {components: 10, concentration: 0.001}
const waves = (rows: number, x: (i: number) => number) => Array.from({length: rows}, (_, i) => x(i))
const three = Float64Array.from([
  ...waves(300, i => -5 + 0.5 * Math.sin(i)),
  ...waves(500, i => 0.3 * Math.sin(i)),
  ...waves(200, i => 7 + Math.cos(i)),
]).sort()
const once = (values: Float64Array) => new Float64Array(values.length).fill(1)

describe('a mixture', () => {
  const mixture = fitMixture(three, once(three), options, createRandom(1))
  const kept = [...mixture.weights.keys()]
    .filter(k => mixture.weights[k]! > 0.005)
    .toSorted((a, b) => mixture.means[a]! - mixture.means[b]!)

  it('finds what scikit-learn 1.9 finds with these settings', () => {
    const near = (of: Float64Array, wanted: readonly number[]) =>
      kept.forEach((k, i) => expect(of[k]!).to.be.closeTo(wanted[i]!, 1e-3))
    expect(kept).to.have.length(3)
    near(mixture.means, [-4.9813, 0.001, 6.962])
    near(mixture.deviations, [0.5115, 0.2824, 0.9139])
  })

  it('says of a number which component it is of', () => {
    const shares = new Float64Array(mixture.means.length)
    responsibilities(mixture, 6, shares)
    expect(shares.reduce((a, b) => a + b)).to.be.closeTo(1, 1e-12)
    expect(shares[kept[2]!]).to.be.greaterThan(0.99)
  })

  it('counts a value as often as it is said to', () => {
    const values = Float64Array.of(1, 2, 10, 11)
    const counted = fitMixture(
      values,
      Float64Array.of(30, 10, 10, 30),
      {...options, components: 2},
      createRandom(1),
    )
    const each = Float64Array.from([30, 10, 10, 30].flatMap((n, i) => Array<number>(n).fill(values[i]!)))
    const whole = fitMixture(each, once(each), {...options, components: 2}, createRandom(1))
    counted.means
      .toSorted()
      .forEach((mean, k) => expect(mean).to.be.closeTo(whole.means.toSorted()[k]!, 1e-6))
  })

  it('of one value is that value', () => {
    const {means, deviations} = fitMixture(Float64Array.of(3), Float64Array.of(5), options, createRandom(1))
    expect([...means, ...deviations]).to.deep.equal([3, 0])
  })
})

describe('the gamma function', () => {
  it('has the logarithms and derivatives of Abramowitz & Stegun, tables 6.1 and 6.3', () => {
    expect(logGamma(1.5)).to.be.closeTo(-0.120782237635, 1e-12)
    expect(logGamma(10)).to.be.closeTo(Math.log(362_880), 1e-12)
    expect(digamma(1)).to.be.closeTo(-0.577215664902, 1e-12)
    expect(digamma(2)).to.be.closeTo(0.422784335098, 1e-12)
    expect(digamma(0.5)).to.be.closeTo(-0.577215664902 - 2 * Math.LN2, 1e-11)
  })
})
