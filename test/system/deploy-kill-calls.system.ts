// The real command killed on both sides of what it asks of the provider, and a provider that goes away in the middle.
import type {Cloud} from '@inferloop/provider-sandbox'
import {expect} from 'chai'
import {CASES, faultsAfterRerun, LATER_MS, undisturbed, withCase, type Words} from '../deploy-cases.ts'
import {faultsAgainst, type Shape} from '../deploy-verdict.ts'
import type {DeployWorld} from '../deploy-world.ts'
import {eachOf, FULL, someOf, tellCounted} from '../proof.ts'

interface Side {
  /** Of the calls that change something, counted from 1. */
  readonly n: number
  /** When the call is known to the provider, and when it is done and not yet answered. */
  readonly side: 'before' | 'after'
}

describe('infer deploy, killed at calls of the provider', function () {
  this.timeout(FULL ? 3_600_000 : 300_000)

  for (const [name, {words}] of Object.entries(CASES))
    it(`converges with one more run: ${name}`, () =>
      withCase(CASES[name as keyof typeof CASES], async base => {
        const {wanted, seen} = await undisturbed(
          base,
          words,
          ({cloud}) => (cloud.forgetCalls(), {}),
          ({cloud}) => cloud.calls().filter(({mutating}) => mutating).length,
        )
        const sides = Array.from({length: seen}, (_, i) => i + 1).flatMap(n =>
          (['before', 'after'] as const).map((side): Side => ({n, side})),
        )
        const said = await eachOf(someOf(sides, 5), 4, side => killedAt(base, words, wanted, side))
        const bad = said.filter(({faults}) => faults.length > 0)
        const passed = said.length - bad.length
        tellCounted({
          proof: 'F2',
          what: `kill at a call of the provider, ${name}`,
          cases: said.length,
          passed,
        })
        expect(bad).to.deep.equal([])
      }))

  it('goes on when the provider goes away and comes back', () =>
    withCase(CASES.create, async base => {
      const {words} = CASES.create
      const {wanted, seen} = await undisturbed(
        base,
        words,
        ({cloud}) => (cloud.forgetCalls(), {}),
        ({cloud}) => cloud.calls().filter(({mutating}) => mutating).length,
      )
      const all = Array.from({length: seen}, (_, i) => i + 1)
      const said = await eachOf(someOf(all, 3), 3, async n => {
        let away: Promise<void> | undefined
        const world: DeployWorld = await base.copy(cloud =>
          striking(cloud, {n, side: 'after'}, () => (away = world.stopServer(500))),
        )
        try {
          const {status, stderr} = await world.deploy(words)
          await away
          const faults = status === 0 ? await faultsAgainst(world, wanted) : [`exit ${status}: ${stderr}`]
          return {n, faults}
        } finally {
          await world.close()
        }
      })
      const bad = said.filter(({faults}) => faults.length > 0)
      tellCounted({
        proof: 'F3-F6',
        what: 'provider away for half a second',
        cases: said.length,
        passed: said.length - bad.length,
      })
      expect(bad).to.deep.equal([])
    }))
})

/** A cloud that strikes at its n-th changing call. */
function striking(cloud: Cloud, {n, side}: Side, strike: () => void): Cloud {
  let seen = 0
  return {
    ...cloud,
    handle(request) {
      const isIt = !/^(GET|HEAD)$/.test(request.method) && ++seen === n
      if (isIt && side === 'before') {
        strike()
        return {status: 0, headers: {}, text: '', cut: true, delayMs: 0}
      }
      const delivery = cloud.handle(request)
      if (!isIt) return delivery
      strike()
      return {...delivery, cut: true}
    },
  }
}

async function killedAt(base: DeployWorld, words: Words, wanted: Shape, side: Side) {
  let pid = 0
  const world = await base.copy(cloud => striking(cloud, side, () => process.kill(pid, 'SIGKILL')))
  try {
    const {signal} = await world.deploy(words, {onStart: started => (pid = started)})
    const faults = await faultsAfterRerun(world, words, wanted, {laterMs: LATER_MS})
    return {...side, faults: [...(signal === 'SIGKILL' ? [] : ['it was not killed']), ...faults]}
  } finally {
    await world.close()
  }
}
