import {completeOptions, type InferError} from '@inferloop/contract'
import {expect} from 'chai'
import {bytesNeeded, checkMemory} from '../src/memory.ts'
import {options as specs, settingsOf} from '../src/options.ts'

describe('memory', () => {
  const settings = settingsOf(completeOptions('ctgan', specs, {}, 'default'))
  const layout = (slots: number) => ({places: [], width: slots, conditions: slots})

  it('is refused with how much is needed and how much there is', () => {
    expect(bytesNeeded(layout(7600), settings)).to.be.within(4e9, 8e9)
    expect(() => checkMemory(layout(200), settings, 1e9)).not.to.throw()
    try {
      checkMemory(layout(7600), settings, 1e9)
      expect.fail('nothing was thrown')
    } catch (error) {
      expect((error as InferError).code).to.equal('INFER_MEMORY_FULL')
      expect((error as Error).message).to.match(/need about \d\.\d GB, and 1\.0 GB are free/)
    }
  })
})
