import {expect} from 'chai'
import {createRandom} from '@inferloop/random'
import {encodeClasses, type EncodedColumn} from '../src/encode.ts'
import {type ColumnJob, fitColumn} from '../src/fit-column.ts'

const ROWS = 1000
const options = {rounds: 160, leaves: 31, learningRate: 0.175, minLeaf: 20, l2: 1}
const random = createRandom('stop early')
const noise = Array.from({length: 12}, () =>
  encodeClasses(
    Uint32Array.from({length: ROWS}, () => random.below(200)),
    200,
  ),
)
const job: ColumnJob = {
  column: noise.length,
  predictors: noise.map((_, j) => j),
  method: 'boosting',
  options,
  stopsEarly: true,
}

const roundsFor = (columns: readonly EncodedColumn[], given = job): number => {
  const model = fitColumn(columns, given)
  return model.method === 'boosting' ? model.trees.roots.length : Number.NaN
}

describe('boosting that stops early', () => {
  const coin = Uint32Array.from({length: ROWS}, () => Number(random.next() < 0.15))

  it('grows no tree where nothing can be learnt, and none too many', () => {
    expect(roundsFor([...noise, encodeClasses(coin, 2)])).to.equal(0)
    expect(roundsFor([...noise, encodeClasses(coin, 2)], {...job, stopsEarly: false})).to.equal(160)
  })

  it('goes on while held-out rows gain', () => {
    const known = Uint32Array.from(coin, (label, i) => (i % 10 === 0 ? 1 - label : label))
    const columns = [...noise.slice(1), encodeClasses(known, 2), encodeClasses(coin, 2)]
    expect(roundsFor(columns)).to.be.within(3, 90)
  })

  it('gives the same trees each time', () => {
    const columns = [
      ...noise,
      encodeClasses(
        Uint32Array.from(noise[0]!.codes, code => Number(code > 100)),
        2,
      ),
    ]
    expect(fitColumn(columns, job)).to.deep.equal(fitColumn(columns, job))
  })
})
