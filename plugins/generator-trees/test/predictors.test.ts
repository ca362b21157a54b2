// Wide tables: which columns one may depend on is measured with an ear for signals, and against no more columns than pays.
import {expect} from 'chai'
import {encodeClasses} from '@inferloop/forest'
import {createRandom} from '@inferloop/random'
import {choosePredictors} from '../src/predictors.ts'

const signal = new AbortController().signal
const coins = (key: number, rows = 200) => {
  const random = createRandom(key)
  return Uint32Array.from({length: rows}, () => random.below(2))
}
const order = (count: number) => Array.from({length: count}, (_, i) => i)

describe('choosePredictors', function () {
  this.timeout(20_000)

  it('takes all columns before one while they are few', async () => {
    const columns = order(4).map(key => encodeClasses(coins(key), 2))
    expect(await choosePredictors(columns, order(4), 10, signal)).to.deep.equal([[], [0], [0, 1], [0, 1, 2]])
  })

  it('finds the columns that tell something of one, however far before', async () => {
    const columns = order(40).map(key => encodeClasses(coins(key === 39 ? 3 : key), 2))
    const chosen = await choosePredictors(columns, order(40), 5, signal)
    expect(chosen[39]).to.include(3).and.have.length(5)
    expect(chosen[39]).to.deep.equal(chosen[39]!.toSorted((a, b) => a - b))
  })

  it('looks at a bounded number of columns in the widest tables', async () => {
    const columns = order(2200).map(key => encodeClasses(coins(key === 2199 ? 2198 : key, 16), 2))
    const chosen = await choosePredictors(columns, order(2200), 3, signal)
    expect(chosen[2199]).to.include(2198).and.have.length(3)
    expect(new Set(chosen[2199]).size).to.equal(3)
  })

  it('stops when it is asked to', async () => {
    const columns = order(3000).map(key => encodeClasses(coins(key, 64), 2))
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Error('enough')), 20)
    const outcome = await choosePredictors(columns, order(3000), 3, controller.signal).catch(
      (error: Error) => error.message,
    )
    expect(outcome).to.equal('enough')
  })
})
