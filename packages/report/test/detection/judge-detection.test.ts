import {expect} from 'chai'
import {createRandom} from '@inferloop/random'
import {judgeDetection} from '../../src/detection/judge-detection.ts'
import {ids, labels, numbers, times} from '../by-side.ts'
import {aRun, comparison} from '../compared.ts'

const ROWS = 1500

/** Two numbers of which the second leans on the first as far as `tie` says, and a label. */
function cells(key: string, {shift = 0, tie = 1}: {shift?: number; tie?: number} = {}) {
  const random = createRandom(key)
  const first = times(ROWS, () => Math.round(100 * (random.normal() + shift)))
  return {
    first,
    second: first.map(x => Math.round(tie * x + 60 * random.normal())),
    label: times(ROWS, () => 'aab'[random.below(3)]!),
  }
}

function compared(real: ReturnType<typeof cells>, synthetic: typeof real, holdout?: typeof real) {
  const {first, second, label} = {
    first: numbers('first', {real: real.first, synthetic: synthetic.first, holdout: holdout?.first}),
    second: numbers('second', {real: real.second, synthetic: synthetic.second, holdout: holdout?.second}),
    label: labels('label', {real: real.label, synthetic: synthetic.label, holdout: holdout?.label}),
  }
  return comparison(first, second, label)
}

describe('judgeDetection', () => {
  it('tells nothing between two samples of the same reality', async () => {
    const [found] = await judgeDetection(compared(cells('a'), cells('b')), aRun())
    expect(found!.rows).to.equal(ROWS)
    expect(found!.boosted).to.be.closeTo(0.5, 0.04)
    expect(found!.logistic).to.be.closeTo(0.5, 0.04)
  })

  it('reaches Φ(shift / √2) for a shifted normal, and names its column', async () => {
    // Equal variances, so the best classifier is linear; of two shifted by 1 it is right in 0.7602 of pairs.
    const real = cells('a', {tie: 0})
    const moved = {...cells('b', {tie: 0}), first: cells('b', {shift: 1}).first}
    const [found] = await judgeDetection(compared(real, moved), aRun())
    expect(found!.logistic).to.be.closeTo(0.7602, 0.03)
    // Trees grown this deep learn some of the noise of 2,000 rows.
    expect(found!.boosted).to.be.within(0.69, 0.77)
    expect(found!.culprits[0]!.column).to.equal('first')
    expect(found!.culprits[0]!.alone).to.be.closeTo(0.7602, 0.04)
    expect(found!.culprits.reduce((sum, {share}) => sum + share, 0)).to.be.closeTo(1, 1e-9)
  })

  it('sees a lost bond between columns with trees, not with a linear model', async () => {
    const apart = cells('b')
    apart.second = cells('c').second
    const [found] = await judgeDetection(compared(cells('a'), apart), aRun())
    expect(found!.boosted).to.be.above(0.75)
    expect(found!.logistic).to.be.closeTo(0.5, 0.05)
    for (const {alone} of found!.culprits) expect(alone).to.be.within(0.5, 0.55)
  })

  it('sees values off the grid of a column, whose numbers are otherwise the same, and names it', async () => {
    const synthetic = cells('b')
    synthetic.second = synthetic.second.map(x => x + 0.25)
    const [found] = await judgeDetection(compared(cells('a'), synthetic), aRun())
    expect(found!.boosted).to.be.above(0.99)
    expect(found!.culprits[0]!.column).to.equal('second')
    expect(found!.culprits[0]!.alone).to.be.above(0.99)
  })

  it('sees cells that are missing in another share', async () => {
    const synthetic = cells('b')
    synthetic.first = synthetic.first.map((x, i) => (i % 2 === 0 ? Number.NaN : x))
    synthetic.label = synthetic.label.map((x, i) => (i % 2 === 1 ? '' : x))
    const [found] = await judgeDetection(compared(cells('a'), synthetic), aRun())
    expect(found!.boosted).to.be.above(0.95)
    expect(found!.logistic).to.be.above(0.95)
  })

  it('asks against training rows and held-out rows apart, with equal counts of both sides', async () => {
    const holdout = cells('h')
    for (const side of ['first', 'second', 'label'] as const) holdout[side].length = 400
    const found = await judgeDetection(compared(cells('a'), cells('b'), holdout), aRun())
    expect(found.map(({against, rows}) => [against, rows])).to.deep.equal([
      ['training rows', ROWS],
      ['held-out rows', 400],
    ])
  })

  it('knows training rows again that were copied, and not the held-out ones', async () => {
    const real = cells('a')
    const [training, holdout] = await judgeDetection(compared(real, real, cells('h')), aRun())
    expect(training!.boosted).to.be.at.most(0.5)
    expect(holdout!.boosted).to.be.closeTo(0.5, 0.04)
  })

  it('gives the same on one thread and on two, and draws a curve that rises', async () => {
    const given = compared(cells('a'), cells('b', {shift: 0.3}), cells('h'))
    const one = await judgeDetection(given, aRun())
    expect(await judgeDetection(given, aRun(2))).to.deep.equal(one)
    const {curve} = one[0]!
    expect(curve[0]).to.deep.equal([0, 0])
    expect(curve.at(-1)).to.deep.equal([1, 1])
    expect(curve.length).to.be.at.most(102)
    for (let k = 1; k < curve.length; k++) {
      expect(curve[k]![0]).to.be.at.least(curve[k - 1]![0])
      expect(curve[k]![1]).to.be.at.least(curve[k - 1]![1])
    }
  })

  it('says nothing of too few rows, and of nothing but ids', async () => {
    const few = times(10, i => i)
    expect(await judgeDetection(comparison(numbers('x', {real: few, synthetic: few})), aRun())).to.deep.equal(
      [],
    )
    expect(await judgeDetection(comparison(ids('id', 500)), aRun())).to.deep.equal([])
  })

  it('survives constants, columns without values and numbers at the ends of doubles', async () => {
    const odd = times(60, i => [-1e308, 0, 1e308, Number.NaN][i % 4]!)
    const [found] = await judgeDetection(
      comparison(
        numbers('odd', {real: odd, synthetic: odd}),
        numbers('none', {real: times(60, () => Number.NaN), synthetic: times(60, () => Number.NaN)}),
        labels('one', {real: times(60, () => 'x'), synthetic: times(60, () => 'x')}),
      ),
      aRun(),
    )
    expect(found!.boosted).to.be.within(0.2, 0.6)
    expect(found!.logistic).to.be.within(0.2, 0.6)
  })

  it('stops when it is told to', async () => {
    const reason = new Error('enough')
    const signal = AbortSignal.abort(reason)
    const run = judgeDetection(compared(cells('a'), cells('b')), {...aRun(), signal})
    expect(await run.catch((error: unknown) => error)).to.equal(reason)
  })
})
