import {expect} from 'chai'
import {encodeNumbers, fitAxis, openPool} from '@inferloop/forest'
import {createRandom} from '@inferloop/random'
import {detectionAuc} from '../src/detection.ts'

const ROWS = 1500
const random = createRandom('detection test')
const normal = (shift: number): Float64Array =>
  Float64Array.from({length: ROWS}, () => shift + random.normal())
const real = normal(0)
const axis = fitAxis(real.slice().sort(), 0, {minAtomRows: 5, rowsPerKnot: 8})
const encode = (values: Float64Array) => encodeNumbers(axis, values, undefined)
const rows = Uint32Array.from({length: ROWS}, (_, i) => i)
const auc = async (drawn: Float64Array, threads = 1): Promise<number> => {
  const pool = openPool({threads, signal: new AbortController().signal})
  const told = await detectionAuc([encode(real)], rows, [encode(drawn).bins], createRandom('folds'), pool)
  await pool.close()
  return told
}

describe('detectionAuc', () => {
  it('is one half for rows of the same distribution', async () => {
    expect(await auc(normal(0))).to.be.within(0.46, 0.54)
  })

  it('nears the best any classifier reaches, Φ(shift / √2), for shifted rows', async () => {
    expect(await auc(normal(1))).to.be.within(0.7, 0.77)
  })
})

describe('detectionAuc on threads', () => {
  it('is the same as on one', async () => {
    const drawn = normal(0.3)
    expect(await auc(drawn, 2)).to.equal(await auc(drawn, 1))
  })
})
