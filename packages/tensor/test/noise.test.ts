import {expect} from 'chai'
import {createRandom} from '@inferloop/random'
import {input, mean as meanOf, noise, openTrainer, type Tensor, weight} from '../src/index.ts'
import {initialValues} from '../src/layers/weights.ts'
import {fillNoise} from '../src/training/noise.ts'
import {wordsFrom} from '../src/training/words.ts'

const COUNT = 400_000
const mean = (values: ArrayLike<number>, f: (x: number) => number = x => x) => {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += f(values[i]!)
  return sum / values.length
}

describe('noise', () => {
  it('comes from the words of xoshiro128**', () => {
    const stream = createRandom(6)
    let [a, b, c, d] = Array.from({length: 4}, () => BigInt(stream.below(2 ** 32))) as [
      bigint,
      bigint,
      bigint,
      bigint,
    ]
    const word = (x: bigint) => BigInt.asUintN(32, x)
    const turned = (x: bigint, by: bigint) => word((x << by) | (x >> (32n - by)))
    const next = wordsFrom(createRandom(6))
    for (const found of [...next(), ...next()]) {
      expect(found).to.equal(Number(BigInt.asIntN(32, turned(word(b * 5n), 7n) * 9n)))
      const shifted = word(b << 9n)
      ;[c, d] = [c ^ a, d ^ b]
      ;[b, a] = [b ^ c, a ^ d]
      ;[c, d] = [c ^ shifted, turned(d, 11n)]
    }
  })

  it('wastes no words: normals come from the first words of the stream on', () => {
    const values = new Float32Array(200)
    fillNoise(values, 'normal', createRandom(8))
    const words = wordsFrom(createRandom(8))()
    // A word and its number have one sign, but for the few that are drawn again.
    expect(values.filter((value, i) => value < 0 === words[i]! < 0).length).to.be.above(190)
  })

  it('of one name does not depend on what else is drawn', async () => {
    const means = async (...names: readonly string[]) => {
      const drawn = names.map(name => [`mean ${name}`, meanOf(noise(name, [50], 'normal'))] as const)
      const trainer = await openTrainer({states: [], reports: Object.fromEntries<Tensor>(drawn)})
      const found = await trainer.run(3)
      await trainer.close()
      return found
    }
    const [alone, together] = [await means('b'), await means('a', 'b', 'c')]
    expect(together['mean b']).to.deep.equal(alone['mean b'])
    expect(together['mean a']).to.not.deep.equal(alone['mean b'])
    expect(new Set(alone['mean b']).size).to.equal(3)
  })

  it('of first weights neither, and zeros are what does not say', () => {
    const random = createRandom(7)
    const [a, b] = ['a', 'b'].map(name => initialValues(weight(name, [9], {normal: 2}), random))
    expect(initialValues(weight('b', [9], {normal: 2}), createRandom(7))).to.deep.equal(b)
    expect(a).to.not.deep.equal(b)
    expect(initialValues(input('c', [2]), random)).to.deep.equal(new Float32Array(2))
  })

  it('has the moments and the tail of a normal', () => {
    const values = new Float32Array(COUNT)
    fillNoise(values, 'normal', createRandom(1))
    const expected = [0, 1, 0, 3, 0, 15]
    const spreads = [1, 2, 15, 96, 945, 10_170]
    expected.forEach((moment, i) => {
      const bound = 4.5 * Math.sqrt(spreads[i]! / COUNT)
      expect(
        mean(values, x => x ** (i + 1)),
        `moment ${i + 1}`,
      ).to.be.closeTo(moment, bound)
    })
    const beyond = values.filter(x => Math.abs(x) > 3.442_619_855_899).length
    expect(beyond).to.be.closeTo(5.763e-4 * COUNT, 4.5 * Math.sqrt(5.763e-4 * COUNT))
  })

  it('is spread like a normal over its whole range', () => {
    const values = new Float32Array(COUNT)
    fillNoise(values, 'normal', createRandom(2))
    values.sort()
    const normal = new Float32Array(COUNT)
    const random = createRandom(3)
    for (let i = 0; i < COUNT; i++) normal[i] = random.normal()
    normal.sort()
    let [i, k, distance] = [0, 0, 0]
    while (i < COUNT && k < COUNT) {
      if (values[i]! <= normal[k]!) i++
      else k++
      distance = Math.max(distance, Math.abs(i - k) / COUNT)
    }
    expect(distance).to.be.below(1.95 * Math.sqrt(2 / COUNT)) // Kolmogorov-Smirnov, one in 1000
  })

  it('is uniform between 0 and 1, never either, also after rounding to float32', () => {
    const values = new Float32Array(COUNT)
    fillNoise(values, 'uniform', createRandom(4))
    expect(mean(values)).to.be.closeTo(0.5, 4.5 * Math.sqrt(1 / 12 / COUNT))
    expect(mean(values, x => x * x)).to.be.closeTo(1 / 3, 4.5 * Math.sqrt(4 / 45 / COUNT))
    expect(values.some(x => x <= 0 || x >= 1)).to.equal(false)
    expect(Math.fround((2 ** 23 - 0.5) / 2 ** 23)).to.be.below(1)
  })

  for (const keep of [0.5, 0.9, 0.1, 1]) {
    it(`keeps ${keep} of a mask`, () => {
      const values = new Uint8Array(COUNT + 5)
      fillNoise(values, {keep}, createRandom(5))
      expect(mean(values)).to.be.closeTo(keep, 4.5 * Math.sqrt((keep * (1 - keep)) / COUNT))
      expect(values.some(bit => bit > 1)).to.equal(false)
    })
  }
})
