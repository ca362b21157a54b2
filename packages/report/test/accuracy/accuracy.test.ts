// Accuracy by its published definition, and what a second sample of the same reality reaches.
import {expect} from 'chai'
import {createRandom} from '@inferloop/random'
import {accuracyCodes} from '../../src/accuracy/accuracy-codes.ts'
import {cellAccuracy} from '../../src/accuracy/cell-accuracy.ts'
import {judgeAccuracy} from '../../src/accuracy/judge-accuracy.ts'
import {aRun, apart, labels, numbers, people, peopleColumns} from '../compared.ts'

describe('codes of accuracy', () => {
  it('are ten quantile bins of the real numbers, and one for missing cells', () => {
    const real = Array.from({length: 100}, (_, i) => i)
    const {size, synthetic} = accuracyCodes(numbers('x', real, [-5, 0, 55, 99, 500, Number.NaN]))
    expect(size).to.equal(11)
    expect([...synthetic]).to.deep.equal([0, 0, 5, 9, 9, 10])
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

  it('has no pairs of a single column and nothing of none', async () => {
    const one = await judgeAccuracy([numbers('x', [1, 2], [1, 2])], aRun())
    expect(one.accuracy.bivariate).to.equal(null)
    expect(one.accuracy.overall).to.deep.equal(one.accuracy.univariate)
    expect((await judgeAccuracy([], aRun())).accuracy.overall).to.equal(null)
  })
})
