import {expect} from 'chai'
import {conformanceCases} from '@inferloop/contract/conformance'
import {createRandom} from '@inferloop/random'
import offer from '../src/hooks/generators.ts'

/** Small networks, for the suite trains some hundred of them. */
const options = {
  epochs: 40,
  patience: 0,
  batch: 100,
  noise: 16,
  'generator-width': 32,
  'discriminator-width': 32,
  'generator-rate': 2e-3,
  'discriminator-rate': 2e-3,
}

describe('ctgan keeps the contract', () => {
  for (const {name, run} of conformanceCases()) {
    it(name, async function () {
      this.timeout(120_000)
      const [descriptor] = await offer()
      await run(await descriptor!.load(), {createRandom, descriptor: descriptor!, options})
    })
  }

  it('offers itself under the name ctgan', async () => {
    expect((await offer())[0]!.name).to.equal('ctgan')
  })
})
