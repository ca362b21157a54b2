// Every fault of the sandbox under the real command: it ends well or with a code and exit 5, and one more run is enough.
import {FAULTS, type FaultName} from '@inferloop/provider-sandbox'
import {expect} from 'chai'
import {
  type Case,
  CASES,
  faultsAfterRerun,
  LATER_MS,
  stacksIn,
  undisturbed,
  withCase,
} from '../deploy-cases.ts'
import type {Shape} from '../deploy-verdict.ts'
import {type DeployWorld, FAST} from '../deploy-world.ts'
import {eachOf, FULL, tellCounted} from '../proof.ts'

interface Struck {
  readonly fault: FaultName
  readonly call: 'create' | 'read' | 'update' | 'delete'
  /** Calls that are left alone first. */
  readonly after: number
}

/** Of things being made alone. */
const MAKING = new Set<FaultName>(['stuck', 'failed'])
/** Is waited for five minutes: once, and in the full form alone. */
const SLOW: Struck = {fault: 'stuck', call: 'create', after: 3}

/** What each case asks for. */
const CALLS = {create: ['create', 'read'], update: ['update'], destroy: ['delete']} as const

describe('infer deploy, on a cloud with faults', function () {
  this.timeout(FULL ? 7_200_000 : 300_000)

  for (const name of ['create', 'update', 'destroy'] as const)
    it(`ends well or with a code, and converges: ${name}`, () =>
      withCase(CASES[name], async base => {
        const {wanted, seen} = await undisturbed(
          base,
          CASES[name].words,
          ({cloud}) => (cloud.forgetCalls(), {}),
          ({cloud}) => cloud.calls(),
        )
        const struck = CALLS[name].flatMap(call => {
          const most = seen.filter(one => one.call === call).length
          return FAULTS.filter(
            fault => fault !== 'stuck' && (call === 'create' || !MAKING.has(fault)),
          ).flatMap((fault, i) =>
            FULL
              ? Array.from({length: most}, (_, after): Struck => ({fault, call, after}))
              : [{fault, call, after: (i * 5) % most}],
          )
        })
        const few = struck.filter((_, i) => i % 3 === 1)
        const some = FULL ? [...(name === 'create' ? [SLOW] : []), ...struck] : few
        const said = await eachOf(some, FULL ? 4 : 2, one => under(base, CASES[name], wanted, one))
        const bad = said.filter(({faults}) => faults.length > 0)
        tellCounted({
          proof: 'F3-F6',
          what: `faults of the cloud, ${name}`,
          cases: said.length,
          passed: said.length - bad.length,
          ended: said.filter(({status}) => status === 5).length,
        })
        expect(bad).to.deep.equal([])
      }))
})

async function under(base: DeployWorld, {words}: Case, wanted: Shape, struck: Struck) {
  const world = await base.copy()
  try {
    world.cloud.turn({...FAST, hangMs: 50, rules: [{...struck, times: 1}]})
    const {status, stderr} = await world.deploy(words)
    world.cloud.turn({rules: []})
    const named = status === 0 || (status === 5 && /Code: INFER_\w+/.test(stderr))
    const faults = [
      ...(named ? [] : [`exit ${status}: ${stderr.slice(-600)}`]),
      ...stacksIn(stderr),
      ...(await faultsAfterRerun(world, words, wanted, {laterMs: LATER_MS})),
    ]
    return {...struck, status, faults}
  } finally {
    await world.close()
  }
}
