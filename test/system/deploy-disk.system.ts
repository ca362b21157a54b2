// The real command on a disk that is full or broken at any call: it says so by name or gets through, loses nothing, and one more run is enough.
import {expect} from 'chai'
import {join} from 'node:path'
import {
  CASES,
  type Case,
  faultsAfterRerun,
  LATER_MS,
  stacksIn,
  undisturbed,
  withCase,
} from '../deploy-cases.ts'
import type {Shape} from '../deploy-verdict.ts'
import type {DeployWorld} from '../deploy-world.ts'
import {eachOf, FULL, someOf, tellCounted} from '../proof.ts'
import {type Changing, counting, countsIn, failingAt, hasStrace, ONE_THREAD} from './strace.ts'

const CALLS: readonly Changing[] = ['pwrite64', 'fsync', 'ftruncate', 'rename', 'link', 'unlink', 'mkdir']

interface Fault {
  readonly call: Changing
  readonly n: number
  readonly error: 'ENOSPC' | 'EIO'
  /** Once, or from then on. */
  readonly lasting: boolean
}

const FEW: Readonly<Partial<Record<Changing, number>>> = {pwrite64: 2, fsync: 3, link: 2}

if (hasStrace)
  describe('infer deploy, on a disk that fails', function () {
    this.timeout(FULL ? 7_200_000 : 300_000)

    for (const name of ['create', 'update', 'destroy'] as const)
      it(`says so and loses nothing: ${name}`, () =>
        withCase(CASES[name], async base => {
          const trace = ({folder}: DeployWorld): string => join(folder, 'trace')
          const {wanted, seen} = await undisturbed(
            base,
            CASES[name].words,
            world => ({under: counting(trace(world)), env: ONE_THREAD}),
            world => countsIn(trace(world)),
          )
          const faults = CALLS.flatMap(call =>
            someOf(
              Array.from({length: seen[call]}, (_, i) => i + 1),
              FEW[call] ?? 1,
            ).flatMap(n =>
              (['ENOSPC', 'EIO'] as const).flatMap(error =>
                [false, true].map((lasting): Fault => ({call, n, error, lasting})),
              ),
            ),
          )
          const some = FULL ? faults : faults.filter((_, i) => i % 3 === 0)
          const said = await eachOf(some, 4, fault => failed(base, CASES[name], wanted, fault))
          const bad = said.filter(one => one.faults.length > 0)
          tellCounted({
            proof: 'F9',
            what: `ENOSPC and EIO at calls of the system, ${name}`,
            cases: said.length,
            passed: said.length - bad.length,
            refused: said.filter(({status}) => status !== 0).length,
          })
          expect(bad).to.deep.equal([])
          expect(said.some(({status}) => status !== 0)).to.equal(true)
        }))
  })

async function failed(base: DeployWorld, {words}: Case, wanted: Shape, fault: Fault) {
  const world = await base.copy()
  try {
    const {call, n, error, lasting} = fault
    const under = failingAt(call, error, n, lasting)
    const {status, stderr} = await world.deploy(words, {under, env: ONE_THREAD})
    const named =
      status === 0 || /Code: INFER_(DISK_FULL|WRITE_FAILED|DEPLOY_FAILED|OUTPUT_UNWRITABLE)/.test(stderr)
    const faults = [
      ...(named ? [] : [`exit ${status} without a name: ${stderr.slice(-600)}`]),
      ...stacksIn(stderr),
      ...(await faultsAfterRerun(world, words, wanted, {laterMs: LATER_MS})),
    ]
    return {where: `${error} at ${call} ${n}${lasting ? ' and on' : ''}`, status, faults}
  } finally {
    await world.close()
  }
}
