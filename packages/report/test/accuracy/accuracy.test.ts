// Accuracy by its published definition, and what a second sample of the same reality reaches.
import {expect} from 'chai'
import fc from 'fast-check'
import {createRandom} from '@inferloop/random'
import {accuracyCodes} from '../../src/accuracy/accuracy-codes.ts'
import {cellAccuracy} from '../../src/accuracy/cell-accuracy.ts'
import {judgeAccuracy} from '../../src/accuracy/judge-accuracy.ts'
import {triplesOf} from '../../src/accuracy/tuples.ts'
import {aRun, apart, labels, numbers, people, peopleColumns} from '../compared.ts'

describe('codes of accuracy', () => {
  it('are ten quantile bins of the real numbers, and one for missing cells', () => {
    const real = Array.from({length: 100}, (_, i) => i)
    const {size, synthetic} = accuracyCodes(numbers('x', real, [-5, 0, 9, 55, 99, 500, Number.NaN]))
    expect(size).to.equal(11)
    expect([...synthetic]).to.deep.equal([0, 0, 1, 5, 9, 9, 10])
  })

  it('are the frequent real labels, one for all others, and one for missing cells', () => {
    const real = [...Array<string>(5).fill('a'), ...Array<string>(5).fill('b'), 'rare']
    const {size, synthetic} = accuracyCodes(labels('x', real, ['a', 'b', 'rare', 'new', '']))
    expect(size).to.equal(4)
    expect([...synthetic]).to.deep.equal([0, 1, 2, 2, 3])
  })
})

describe('accuracy', () => {
  it('is 1 minus half the differences of shares', () => {
    expect(cellAccuracy(Float64Array.of(5, 5), Float64Array.of(8, 2), 2, 10, 10).score).to.be.closeTo(
      0.7,
      1e-12,
    )
  })

  it('has beside it what as many real rows reach in the mean', () => {
    const shares = [0.5, 0.3, 0.15, 0.05]
    const random = createRandom('accuracy')
    const draw = (rows: number) => {
      const counts = new Float64Array(4)
      for (let i = 0; i < rows; i++) {
        let [cell, x] = [0, random.next()]
        while (cell < 3 && x >= shares[cell]!) x -= shares[cell++]!
        counts[cell]!++
      }
      return counts
    }
    let [sum, reachable] = [0, 0]
    for (let i = 0; i < 300; i++) {
      const found = cellAccuracy(draw(500), draw(400), 4, 500, 400)
      sum += found.score / 300
      reachable += found.reachable / 300
    }
    expect(sum).to.be.closeTo(reachable, 0.002)
  })

  it('sees in pairs and triples what single columns do not show', async () => {
    const real = people(2000, 'real')
    const good = await judgeAccuracy(peopleColumns(real, people(2000, 'other')).columns, aRun())
    const torn = await judgeAccuracy(peopleColumns(real, apart(real)).columns, aRun())
    expect(torn.accuracy.univariate!.score).to.be.closeTo(1, 1e-12)
    expect(torn.accuracy.bivariate!.score).to.be.below(0.85)
    expect(torn.accuracy.trivariate!.score).to.be.below(torn.accuracy.bivariate!.score)
    for (const part of ['univariate', 'bivariate', 'trivariate', 'overall'] as const) {
      const {score, reachable} = good.accuracy[part]!
      expect(score, part).to.be.closeTo(reachable, 0.02)
    }
    expect(good.accuracy.triples).to.deep.equal({seen: 1, all: 1})
  })

  it('is 1 for the same rows in any order, and the same with columns in any order', async () => {
    const real = people(300, 'real')
    const rows = real.ages.map((_, i) => i).toReversed()
    const turned = {
      ages: rows.map(i => real.ages[i]!),
      incomes: rows.map(i => real.incomes[i]!),
      jobs: rows.map(i => real.jobs[i]!),
    }
    const same = await judgeAccuracy(peopleColumns(real, turned).columns, aRun())
    for (const part of ['univariate', 'bivariate', 'trivariate', 'overall'] as const)
      expect(same.accuracy[part]!.score, part).to.be.closeTo(1, 1e-12)
    const {columns} = peopleColumns(real, people(300, 'other'))
    const [there, back] = [
      await judgeAccuracy(columns, aRun()),
      await judgeAccuracy(columns.toReversed(), aRun()),
    ]
    expect(back.accuracy.trivariate!.score).to.be.closeTo(there.accuracy.trivariate!.score, 1e-12)
  })

  it('is what counting cell by cell gives', async () => {
    const cell = fc.integer({min: 0, max: 3})
    const row = fc.tuple(cell, cell, cell, cell)
    const side = fc.array(row, {minLength: 1, maxLength: 30})
    await fc.assert(
      fc.asyncProperty(side, side, async (real, synthetic) => {
        const columns = [0, 1, 2, 3].map(k =>
          numbers(
            `c${k}`,
            real.map(cells => cells[k]!),
            synthetic.map(cells => cells[k]!),
          ),
        )
        const codes = columns.map(accuracyCodes)
        const byHand = (tuple: readonly number[]) => {
          const key = (of: 'real' | 'synthetic') => (_: unknown, i: number) =>
            tuple.map(k => codes[k]![of][i]).join(' ')
          const [a, b] = [real.map(key('real')), synthetic.map(key('synthetic'))]
          const share = (keys: readonly string[], one: string) =>
            keys.filter(other => other === one).length / keys.length
          let distance = 0
          for (const one of new Set([...a, ...b])) distance += Math.abs(share(a, one) - share(b, one))
          return 1 - distance / 2
        }
        const mean = (tuples: readonly (readonly number[])[]) =>
          tuples.reduce((sum, tuple) => sum + byHand(tuple), 0) / tuples.length
        const {accuracy} = await judgeAccuracy(columns, aRun())
        const pairs = [
          [0, 1],
          [0, 2],
          [0, 3],
          [1, 2],
          [1, 3],
          [2, 3],
        ]
        const triples = [
          [0, 1, 2],
          [0, 1, 3],
          [0, 2, 3],
          [1, 2, 3],
        ]
        expect(accuracy.univariate!.score).to.be.closeTo(mean([[0], [1], [2], [3]]), 1e-12)
        expect(accuracy.bivariate!.score).to.be.closeTo(mean(pairs), 1e-12)
        expect(accuracy.trivariate!.score).to.be.closeTo(mean(triples), 1e-12)
      }),
      {numRuns: 50},
    )
  })

  it('draws 10,000 of more triples, the same ones with the same seed', async () => {
    const random = createRandom('many')
    const draw = () => Array.from({length: 20}, () => random.below(3))
    const columns = Array.from({length: 42}, (_, i) => numbers(`c${i}`, draw(), draw()))
    const found = await judgeAccuracy(columns, aRun())
    expect(found.accuracy.triples).to.deep.equal({seen: 10_000, all: 11_480})
    expect(await judgeAccuracy(columns, aRun())).to.deep.equal(found)
    expect((await judgeAccuracy(columns, aRun(1, 2))).accuracy.trivariate).not.to.deep.equal(
      found.accuracy.trivariate,
    )
  })

  it('takes missing cells that are frequent for one of the ten labels', () => {
    const real = 'abcdefghijk'.split('').flatMap((label, i) => Array<string>(20 - i).fill(label))
    const full = accuracyCodes(labels('x', real, ['j', '']))
    expect([...full.synthetic]).to.deep.equal([9, 11])
    const gaps = accuracyCodes(labels('x', [...real, ...Array<string>(15).fill('')], ['i', 'j', '']))
    expect([...gaps.synthetic]).to.deep.equal([8, 9, 10])
  })

  it('is unknown of a side without rows and defined where all is missing', async () => {
    const none = await judgeAccuracy([numbers('x', [1, 2], [])], aRun())
    expect([none.accuracy.overall, none.columns.size]).to.deep.equal([null, 0])
    const gone = await judgeAccuracy(
      [numbers('x', [Number.NaN], [Number.NaN]), labels('y', [''], [''])],
      aRun(),
    )
    expect(gone.accuracy.overall).to.deep.equal({score: 1, reachable: 1})
  })

  it('draws triples of three columns each, every one once', () => {
    const triples = triplesOf(12, 100, createRandom('triples'))
    expect(new Set(triples.map(String)).size).to.equal(100)
    for (const [a, b, c] of triples) expect(a < b && b < c!, `${a} ${b} ${c}`).to.equal(true)
  })

  it('stops when it is told to', async () => {
    const random = createRandom('long')
    const draw = () => Array.from({length: 4000}, () => random.below(30))
    const columns = Array.from({length: 30}, (_, i) => numbers(`c${i}`, draw(), draw()))
    const run = {...aRun(), signal: AbortSignal.abort(new Error('enough'))}
    const stopped = await judgeAccuracy(columns, run).catch((error: unknown) => error)
    expect(stopped).to.be.an('error').with.property('message', 'enough')
  })

  it('has no pairs of a single column and nothing of none', async () => {
    const one = await judgeAccuracy([numbers('x', [1, 2], [1, 2])], aRun())
    expect(one.accuracy.bivariate).to.equal(null)
    expect(one.accuracy.overall).to.deep.equal(one.accuracy.univariate)
    expect((await judgeAccuracy([], aRun())).accuracy.overall).to.equal(null)
  })
})
