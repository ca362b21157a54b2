import {expect} from 'chai'
import {conformanceCases} from '@inferloop/contract/conformance'
import {createRandom} from '@inferloop/random'
import offer from '../src/hooks/generators.ts'

describe('trees keeps the contract', () => {
  for (const {name, run} of conformanceCases()) {
    it(name, async function () {
      this.timeout(60_000)
      const [descriptor] = await offer()
      await run(await descriptor!.load(), {createRandom, descriptor: descriptor!})
    })
  }

  it('offers itself under the name trees', async () => {
    expect((await offer())[0]!.name).to.equal('trees')
  })
})
