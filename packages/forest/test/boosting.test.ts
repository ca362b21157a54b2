import {expect} from 'chai'
import {createRandom} from '@inferloop/random'
import {type BoostedTrees, scoresOf} from '../src/boosted-trees.ts'
import {fitBoosting} from '../src/boosting.ts'
import type {Feature} from '../src/grow.ts'

const options = {rounds: 60, leaves: 15, learningRate: 0.15, minLeaf: 20, l2: 1}
const random = createRandom('boosting')
const ROWS = 8000
const bins = [
  Uint8Array.from({length: ROWS}, () => random.below(100)),
  Uint8Array.from({length: ROWS}, () => random.below(100)),
  Uint8Array.from({length: ROWS}, () => random.below(6)),
]
const categorical = [false, false, true]
const features: Feature[] = bins.map((b, k) => ({
  bins: b,
  binCount: k === 2 ? 6 : 100,
  categorical: categorical[k]!,
}))
/** A line in two numbers plus an effect of a label that is not in the order of its codes. */
const chances = Float64Array.from(bins[0]!, (a, i) => {
  const effect = [2, -2, 0, 2, -2, 0][bins[2]![i]!]!
  return 1 / (1 + Math.exp(-((a - bins[1]![i]!) / 20 + effect)))
})
const labels = Uint8Array.from(chances, p => Number(random.next() < p))
const seen = Uint32Array.from({length: ROWS / 2}, (_, i) => 2 * i)
const held = Array.from({length: ROWS / 2}, (_, i) => 2 * i + 1)

const chanceOf = (model: BoostedTrees, row: number): number =>
  1 / (1 + Math.exp(-scoresOf(model, categorical, bins, Uint32Array.of(row))[0]!))

/** Chance that a row with label 1 scores above one with label 0, ties half. */
function auc(scores: readonly number[], truth: readonly number[]): number {
  const order = [...scores.keys()].toSorted((a, b) => scores[a]! - scores[b]!)
  const ones = truth.reduce((sum, t) => sum + t, 0)
  const rankSum = order.reduce((sum, i, rank) => sum + (truth[i] === 1 ? rank + 1 : 0), 0)
  return (rankSum - (ones * (ones + 1)) / 2) / (ones * (truth.length - ones))
}

describe('fitBoosting', () => {
  const model = fitBoosting(features, labels, seen, options)
  const truth = held.map(row => labels[row]!)

  it('ranks unseen rows nearly as well as the true chances do', () => {
    const best = auc(
      held.map(row => chances[row]!),
      truth,
    )
    expect(
      auc(
        held.map(row => chanceOf(model, row)),
        truth,
      ),
    ).to.be.above(best - 0.02)
  })

  it('scores many rows at once as it does each alone', () => {
    const all = Uint32Array.from(held)
    const together = scoresOf({...model}, categorical, bins, all)
    const alone = {...model}
    held.forEach((row, i) =>
      expect(scoresOf(alone, categorical, bins, Uint32Array.of(row))[0]).to.equal(together[i]),
    )
  })

  it('scores more rows than it takes at a time', () => {
    const large = fitBoosting(features, labels, seen, {...options, rounds: 5, leaves: 60})
    const thrice = Uint32Array.from({length: 3 * ROWS}, (_, i) => i % ROWS)
    const scores = scoresOf(large, categorical, bins, thrice)
    const alone = [...thrice.keys()].filter(i => i % 97 === 0)
    expect(alone.map(i => scores[i])).to.deep.equal(
      alone.map(i => scoresOf(large, categorical, bins, Uint32Array.of(thrice[i]!))[0]),
    )
  })

  it('means what it says: of rows given a chance of p, about p have label 1', () => {
    for (let tenth = 0; tenth < 10; tenth++) {
      const rows = held.filter(row => Math.floor(10 * chanceOf(model, row)) === tenth)
      const said = rows.reduce((sum, row) => sum + chanceOf(model, row), 0) / rows.length
      const found = rows.reduce((sum, row) => sum + labels[row]!, 0) / rows.length
      expect(found).to.be.closeTo(said, 0.03 + 3 * Math.sqrt((said * (1 - said)) / rows.length))
    }
  })

  it('gives the same trees each time', () => {
    expect(fitBoosting(features, labels, seen, options)).to.deep.equal(model)
  })

  it('makes no leaf of fewer rows than it may', () => {
    const leaves = new Map<number, number>()
    for (const row of seen) {
      let id = model.roots[0]!
      while (model.feature[id]! >= 0) {
        const f = model.feature[id]!
        const bin = bins[f]![row]!
        const s = model.split[id]!
        const left = categorical[f] ? (model.sets[s + (bin >> 3)]! >> (bin & 7)) & 1 : bin <= s
        id = left ? model.child[id]! : model.child[id]! + 1
      }
      leaves.set(id, (leaves.get(id) ?? 0) + 1)
    }
    expect(leaves.size).to.equal(options.leaves)
    expect(Math.min(...leaves.values())).to.be.at.least(options.minLeaf)
  })

  it('keeps to the share of ones when there is nothing to learn from', () => {
    const none = fitBoosting([], labels, seen, options)
    const share = seen.reduce((sum, row) => sum + labels[row]!, 0) / seen.length
    expect(1 / (1 + Math.exp(-scoresOf(none, [], [], Uint32Array.of(0))[0]!))).to.be.closeTo(share, 0.001)
  })

  it('stays finite when all labels are the same', () => {
    const ones = fitBoosting(features, new Uint8Array(ROWS).fill(1), seen, options)
    expect(chanceOf(ones, 0)).to.be.within(0.999, 1)
  })
})
