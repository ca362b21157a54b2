import {expect} from 'chai'
import {conformanceCases} from '@inferloop/contract/conformance'
import {createRandom} from '@inferloop/random'
import offer from '../src/hooks/generators.ts'

/** Small networks, for the suite trains some hundred of them. */
const quick = {
  epochs: 6,
  patience: 0,
  batch: 100,
  noise: 32,
  'generator-width': 32,
  'discriminator-width': 32,
}

/** As long as it takes to learn that one column decides another. */
const thorough = {
  ...quick,
  epochs: 80,
  pack: 1,
  dropout: 0,
  'generator-width': 64,
  'discriminator-width': 64,
  'generator-rate': 2e-3,
  'discriminator-rate': 2e-3,
}

describe('ctgan keeps the contract', () => {
  for (const {name, run} of conformanceCases()) {
    it(name, async function () {
      this.timeout(120_000)
      const [descriptor] = await offer()
      const options = name.startsWith('keeps a strong dependence') ? thorough : quick
      await run(await descriptor!.load(), {createRandom, descriptor: descriptor!, options})
    })
  }

  it('offers itself under the name ctgan', async () => {
    expect((await offer())[0]!.name).to.equal('ctgan')
  })
})
