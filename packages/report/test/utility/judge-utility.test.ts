import {expect} from 'chai'
import {errorCode} from '@inferloop/contract'
import {createRandom} from '@inferloop/random'
import {judgeUtility} from '../../src/utility/judge-utility.ts'
import {ids, labels, numbers, times} from '../by-side.ts'
import {aRun, comparison} from '../compared.ts'

const ROWS = 2000

/** x, y = 2x + noise of half its size, whether x is above 0 with a tenth of them flipped, and the third it falls into. */
function cells(key: string, {unit = 1, noise = 1}: {unit?: number; noise?: number} = {}) {
  const random = createRandom(key)
  const x = times(ROWS, () => Math.round(1000 * random.normal()))
  const likely = (i: number) => x[i]! > 0 !== (noise > 0 && random.below(10) === 0)
  return {
    x,
    y: x.map(value => unit * (2 * value + noise * 1000 * random.normal())),
    sign: times(ROWS, i => (likely(i) ? 'plus' : x[i]! > 2000 ? 'huge' : 'minus')),
    third: x.map((value): string => (value < -430 ? 'low' : value < 430 ? 'middle' : 'high')),
  }
}

type Cells = ReturnType<typeof cells>

function compared(real: Cells, synthetic: Cells, holdout?: Cells) {
  return comparison(
    numbers('x', {real: real.x, synthetic: synthetic.x, holdout: holdout?.x}),
    numbers('y', {real: real.y, synthetic: synthetic.y, holdout: holdout?.y}),
    labels('third', {real: real.third, synthetic: synthetic.third, holdout: holdout?.third}),
  )
}

const codeOf = async (run: Promise<unknown>) =>
  errorCode(
    await run.then(
      () => undefined,
      (error: unknown) => error,
    ),
  )

describe('judgeUtility', () => {
  it('reaches the best R² and RMSE there are, on synthetic rows as on real ones', async () => {
    // Var(2x) = 4e6 and Var(noise) = 1e6, so R² is 0.8 and the error 1000.
    const [found] = await judgeUtility(compared(cells('a'), cells('b'), cells('h')), ['y'], aRun())
    expect(found).to.include({target: 'y', task: 'regression', testedOn: 'held-out rows', positive: null})
    for (const scores of [found!.synthetic, found!.real]) {
      expect(scores.r2).to.be.within(0.74, 0.82)
      expect(scores.rmse).to.be.within(950, 1150)
    }
    expect(found!.ratio).to.be.closeTo(1, 0.04)
  })

  it('does not mind the unit of a target, however small or large', async () => {
    const score = async (unit: number) => {
      const given = compared(cells('a', {unit}), cells('b', {unit}), cells('h', {unit}))
      return (await judgeUtility(given, ['y'], aRun()))[0]!.synthetic
    }
    const {r2, rmse} = await score(1)
    for (const unit of [1e-9, 1e290]) {
      const other = await score(unit)
      expect(other.r2).to.be.closeTo(r2!, 0.002)
      expect(other.rmse! / unit).to.be.closeTo(rmse!, 5)
    }
  })

  it('says that synthetic rows whose columns hang together no more are of no use', async () => {
    const synthetic = {...cells('b'), y: cells('c').y}
    const [found] = await judgeUtility(compared(cells('a'), synthetic, cells('h')), ['y'], aRun())
    expect(found!.synthetic.r2).to.be.below(0.02)
    expect(found!.real.r2).to.be.above(0.7)
    expect(found!.ratio).to.be.below(0.02)
  })

  it('tells two classes apart as well as can be: a tenth of them is flipped', async () => {
    const sides = [cells('a'), cells('b'), cells('h')] as const
    const binary = sides.map(({sign}) => sign.map(label => (label === 'plus' ? 'plus' : 'minus')))
    const [real, synthetic, holdout] = sides.map(({x}) => x)
    const given = comparison(
      numbers('x', {real: real!, synthetic: synthetic!, holdout}),
      labels('sign', {real: binary[0]!, synthetic: binary[1]!, holdout: binary[2]}),
    )
    const [found] = await judgeUtility(given, ['sign'], aRun())
    expect(found!.positive).to.be.oneOf(['plus', 'minus'])
    for (const scores of [found!.synthetic, found!.real]) {
      expect(scores.auc).to.be.within(0.85, 0.92)
      expect(scores.f1).to.be.within(0.87, 0.92)
    }
  })

  it('tells three classes apart that a number decides', async () => {
    const [found] = await judgeUtility(compared(cells('a'), cells('b'), cells('h')), ['third'], aRun())
    expect(found!.positive).to.equal(null)
    for (const scores of [found!.synthetic, found!.real]) {
      expect(scores.auc).to.be.above(0.99)
      expect(scores.f1).to.be.above(0.98)
    }
  })

  it('tests on a fifth of the real rows where none were held out, which the real model has not seen', async () => {
    const [whole] = await judgeUtility(compared(cells('a'), cells('b')), ['y'], aRun())
    expect(whole!.testedOn).to.equal('a fifth of the real rows')
    expect(whole!.real.r2).to.be.within(0.7, 0.84)
    // Of noise nothing can be known but what was seen.
    const [noise] = await judgeUtility(compared({...cells('a'), y: cells('c').y}, cells('b')), ['y'], aRun())
    expect(noise!.real.r2).to.be.below(0)
  })

  it('leaves out synthetic rows with a label that the real table does not have', async () => {
    const synthetic = cells('b')
    synthetic.third = synthetic.third.map((label, i) => (i % 2 === 0 ? 'nonsense' : label))
    const [found] = await judgeUtility(compared(cells('a'), synthetic, cells('h')), ['third'], aRun())
    expect(found!.synthetic.f1).to.be.above(0.97)
  })

  it('scores synthetic rows that have one label, or none, as a guess', async () => {
    for (const label of ['low', '', 'nonsense']) {
      const synthetic = {...cells('b'), third: times(ROWS, () => label)}
      const [found] = await judgeUtility(compared(cells('a'), synthetic, cells('h')), ['third'], aRun())
      expect(found!.synthetic.auc).to.equal(0.5)
      expect(found!.synthetic.f1).to.be.closeTo(1 / 6, 0.02)
    }
  })

  it('scores synthetic numbers that are all the same, or missing, as a guess', async () => {
    for (const value of [0, Number.NaN]) {
      const synthetic = {...cells('b'), y: times(ROWS, () => value)}
      const [found] = await judgeUtility(compared(cells('a'), synthetic, cells('h')), ['y'], aRun())
      expect(found!.synthetic.r2).to.be.within(-0.01, 0)
      expect(found!.synthetic.rmse).to.be.within(2000, 2500)
    }
  })

  it('gives the same on one thread and on two', async () => {
    const given = compared(cells('a'), cells('b'), cells('h'))
    const one = await judgeUtility(given, ['y', 'third'], aRun())
    expect(await judgeUtility(given, ['y', 'third'], aRun(2))).to.deep.equal(one)
  })

  it('refuses a name that no column has, with the nearest one', async () => {
    const run = judgeUtility(compared(cells('a'), cells('b')), ['thrid'], aRun())
    const error = await run.catch((reason: unknown) => reason)
    expect(errorCode(error)).to.equal('INFER_COLUMN_UNKNOWN')
    expect((error as {suggestions: string[]}).suggestions).to.deep.equal(['--target third'])
  })

  it('refuses what cannot be predicted', async () => {
    const numbered = numbers('x', {
      real: times(50, i => i),
      synthetic: times(50, i => i),
      holdout: times(50, i => i),
    })
    const same = times(50, () => 'x')
    const two = times(50, i => (i % 2 === 0 ? 'x' : 'y'))
    const few = times(50, i => (i < 9 ? two[i]! : ''))
    for (const column of [
      ids('target', 50),
      labels('target', {real: same, synthetic: two, holdout: two}),
      labels('target', {real: two, synthetic: two, holdout: same}),
      labels('target', {real: two, synthetic: two, holdout: times(50, () => 'z')}),
      labels('target', {real: few, synthetic: two, holdout: two}),
      numbers('target', {real: times(50, () => 4), synthetic: times(50, i => i), holdout: times(50, i => i)}),
      numbers('target', {real: times(50, () => Number.NaN), synthetic: times(50, i => i)}),
    ])
      expect(await codeOf(judgeUtility(comparison(numbered, column), ['target'], aRun()))).to.equal(
        'INFER_OPTION',
      )
  })

  it('needs no other column', async () => {
    const sides = {real: cells('a').third, synthetic: cells('b').third, holdout: cells('h').third}
    const [found] = await judgeUtility(comparison(labels('third', sides)), ['third'], aRun())
    expect(found!.real.auc).to.equal(0.5)
    expect(found!.ratio).to.equal(null)
  })
})
