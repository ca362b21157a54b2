// SDMetrics' metrics of pairs, all of them together.
import {expect} from 'chai'
import {judgePairs} from '../../src/pairs/judge-pairs.ts'
import {judgeQuality} from '../../src/quality.ts'
import {aRun, apart, keys, labels, numbers, people, peopleColumns} from '../compared.ts'

const {NaN: none} = Number

describe('judgePairs', () => {
  const a = numbers('a', [1, 2, 3, 4], [4, 3, 2, 1])
  const b = numbers('b', [1, 2, 3, 4], [1, 2, 3, 4])
  const c = labels('c', ['x', 'x', 'y', 'y'], ['y', 'y', 'x', 'x'])

  it('correlates numbers and makes tables of all others', async () => {
    const {pairs} = await judgePairs([a, b, c], aRun())
    expect(pairs.map(({columns, metric}) => [...columns, metric])).to.deep.equal([
      ['a', 'b', 'CorrelationSimilarity'],
      ['a', 'c', 'ContingencySimilarity'],
      ['b', 'c', 'ContingencySimilarity'],
    ])
    expect(pairs[0]!.score).to.be.closeTo(0, 1e-12)
    expect(pairs[0]!.spearman?.score).to.be.closeTo(0, 1e-12)
    expect(pairs[1]!.score).to.be.closeTo(1, 1e-12)
    expect(pairs[2]!.score).to.be.closeTo(0, 1e-12)
  })

  it('counts only strong pairs in what SDMetrics says by default', async () => {
    const real = people(500, 'real')
    const coins = (from: string) => people(500, from).ages.map(age => (age % 2 === 0 ? 'heads' : 'tails'))
    const {columns} = peopleColumns(real, apart(real))
    const {trends} = await judgePairs([...columns, labels('coin', coins('x'), coins('y'))], aRun())
    expect(trends.count).to.equal(6)
    expect(trends.pairsOverThresholds).to.equal(3)
    expect(trends.overThresholds).to.be.below(trends.bySdmetrics!)
    const quality = judgeQuality([{shape: {metric: 'KSComplement', score: 1}}], trends)
    expect(quality.score).to.be.closeTo((1 + trends.all!) / 2, 1e-12)
    expect(quality.sdmetricsDefault.pairs).to.equal(trends.pairsOverThresholds)
  })

  it('has nothing to say of one column', async () => {
    const {pairs, trends} = await judgePairs([a], aRun())
    expect(pairs).to.deep.equal([])
    expect(trends.all).to.equal(null)
  })

  it('scores numbers with labels in bins of the real edges, and beside it as SDMetrics does', async () => {
    // Twice the numbers fall into other bins of the real edges, and into the same ones of their own.
    const twice = numbers('twice', [0, 1, 2, 10], [0, 2, 4, 20])
    const still = labels('still', ['x', 'x', 'y', 'y'], ['x', 'x', 'y', 'y'])
    const {pairs} = await judgePairs([twice, still], aRun())
    expect(pairs[0]).to.deep.include({score: 0.5, scoreBySdmetrics: 1, real: null, spearman: null})
  })

  it('leaves ids and free text out, and does not know what a column without values or change has to do with others', async () => {
    const nothing = numbers('nothing', [none, none, none, none], [none, none, none, none])
    const flat = numbers('flat', [1, 2, 3, 4], [5, 5, 5, 5])
    const key = keys('key', 'id', ['1', '2', '3', '4'], ['5', '6', '7', '8'])
    const {pairs, trends} = await judgePairs([a, nothing, flat, key], aRun())
    expect(pairs.map(({score, strength}) => [score, strength])).to.deep.equal([
      [null, null],
      [null, null],
      [null, null],
    ])
    expect(trends).to.deep.include({all: null, count: 3, pairsOverThresholds: 0})
  })

  it('stops when it is told to', async () => {
    const ramp = (by: number) => Array.from({length: 500}, (_, i) => (i * (by + 3)) % 101)
    const many = Array.from({length: 300}, (_, i) => numbers(`n${i}`, ramp(i), ramp(i + 1)))
    const reason = new Error('enough')
    const judged = judgePairs(many, {...aRun(), signal: AbortSignal.abort(reason)})
    expect(await judged.catch((error: unknown) => error)).to.equal(reason)
  })

  it('hands on the 100,000 worst of more pairs, in their order, and counts all', async () => {
    const many = Array.from({length: 460}, (_, i) => numbers(`n${i}`, [i % 7, 1, 5], [1, i % 5, i % 3]))
    const all = many.flatMap((x, i) => many.slice(i + 1).map(y => `${x.name} ${y.name}`))
    const {pairs, trends} = await judgePairs(many, aRun())
    expect(trends.count).to.equal(all.length).and.above(100_000)
    expect(pairs.length).to.equal(100_000)
    const places = new Map(all.map((name, place) => [name, place]))
    const found = pairs.map(({columns}) => places.get(columns.join(' '))!)
    expect(found).to.deep.equal(found.toSorted((x, y) => x - y))
    // None of those left out has a lower score than one that was handed on.
    const alone = async (i: number, j: number) =>
      (await judgePairs([many[i]!, many[j]!], aRun())).pairs[0]!.score ?? 2
    const worst = Math.max(...pairs.map(({score}) => score ?? 2))
    const kept = new Set(found)
    for (const [i, j] of [
      [0, 459],
      [1, 2],
      [3, 40],
      [101, 333],
      [458, 459],
    ] as const)
      if (!kept.has(places.get(`n${i} n${j}`)!)) expect(await alone(i, j)).to.be.at.least(worst)
  }).timeout(20_000)
})
