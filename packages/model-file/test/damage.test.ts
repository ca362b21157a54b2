import {errorCode} from '@inferloop/contract'
import {expect} from 'chai'
import * as fc from 'fast-check'
import {LIMITS} from '../src/limits.ts'
import {pack} from '../src/pack.ts'
import {type ReadModel, readModel} from '../src/read.ts'
import {small} from './sample-model.ts'
import {sourceOf} from './source-of.ts'

const MODEL_CODES = ['INFER_MODEL_FOREIGN', 'INFER_MODEL_VERSION', 'INFER_MODEL_DAMAGED', 'INFER_MODEL_LIMIT']

/** The model, or the code of the error; any other error fails the test. */
async function attempt(bytes: Uint8Array): Promise<ReadModel | string> {
  try {
    return await readModel(sourceOf(bytes), LIMITS)
  } catch (error) {
    const code = errorCode(error)
    if (code === undefined || !MODEL_CODES.includes(code)) throw error
    return code
  }
}

describe('a damaged model file', () => {
  const whole = pack('m', small, LIMITS)
  let intact: string
  before(async () => {
    intact = JSON.stringify(await readModel(sourceOf(whole), LIMITS))
  })

  it('is refused or reads as before, whichever byte is changed', async () => {
    let refused = 0
    for (let at = 0; at < whole.length; at++) {
      for (const mask of [0x01, 0x80, 0xff]) {
        const bytes = whole.slice()
        bytes[at]! ^= mask
        const result = await attempt(bytes)
        if (typeof result === 'string') refused++
        else expect(JSON.stringify(result), `byte ${at} ^ ${mask}`).to.equal(intact)
      }
    }
    // Dates, attributes and versions of zip headers mean nothing to us; all else does.
    expect(refused / (3 * whole.length)).to.be.above(0.85)
  }).timeout(60_000)

  it('is refused wherever it breaks off', async () => {
    for (let length = 0; length < whole.length; length++) {
      expect(await attempt(whole.subarray(0, length))).to.equal(
        length < 4 ? 'INFER_MODEL_FOREIGN' : 'INFER_MODEL_DAMAGED',
      )
    }
  })

  it('is refused when bytes are put in or taken out', async () => {
    const place = fc.nat(whole.length)
    await fc.assert(
      fc.asyncProperty(place, fc.nat(20), fc.uint8Array({maxLength: 20}), async (at, gone, inserted) => {
        const bytes = Uint8Array.from([...whole.subarray(0, at), ...inserted, ...whole.subarray(at + gone)])
        const result = await attempt(bytes)
        if (typeof result !== 'string') expect(JSON.stringify(result)).to.equal(intact)
      }),
      {numRuns: 300},
    )
  })

  it("is refused when it is nothing but noise behind a zip's first bytes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({maxLength: 300}), async noise => {
        expect(await attempt(Uint8Array.from([0x50, 0x4b, 3, 4, ...noise]))).to.be.a('string')
      }),
    )
  })
})
