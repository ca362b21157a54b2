// The real command, killed at every call of the system that changes a file or sends something: one more run, and nothing is lost, doubled or stuck.
import {expect} from 'chai'
import {join} from 'node:path'
import {CASES, faultsAfterRerun, LATER_MS, undisturbed, withCase, type Words} from '../deploy-cases.ts'
import type {Shape} from '../deploy-verdict.ts'
import type {DeployWorld} from '../deploy-world.ts'
import {eachOf, FULL, someOf, tellCounted} from '../proof.ts'
import {type Changing, CHANGING, counting, countsIn, hasStrace, killedAt, ONE_THREAD} from './strace.ts'

interface Point {
  readonly call: Changing
  readonly n: number
}

/** Points of each call in the short form. */
const FEW: Readonly<Partial<Record<Changing, number>>> = {pwrite64: 3, fsync: 3, writev: 2}

if (hasStrace)
  describe('infer deploy, killed at calls of the system', function () {
    this.timeout(FULL ? 7_200_000 : 300_000)

    for (const [name, one] of Object.entries(CASES))
      it(`converges with one more run: ${name}`, () =>
        withCase(one, async base => {
          const {wanted, points} = await pointsOf(base, one.words)
          const hits = await hitsOf(points, point => killed(base, one.words, wanted, [point]))
          judge(`kill at a call of the system, ${name}`, hits)
          expect(hits.length).to.be.at.least(points.length * 0.7)
        }))

    it('converges when the run that clears up is killed too', () =>
      withCase(CASES.create, async base => {
        const {words} = CASES.create
        const {wanted, points} = await pointsOf(base, words)
        const firsts = points.filter((_, i) => i % (FULL ? 6 : 5) === 3)
        const pairs = firsts.flatMap(first => [3, 9, 20].map(n => [first, {call: 'fsync', n}] as const))
        const hits = await hitsOf(pairs, pair => killed(base, words, wanted, pair))
        judge('second kill in the run that clears up', hits)
      }))
  })

interface Hit {
  readonly where: string
  readonly faults: readonly string[]
}

async function hitsOf<T>(cases: readonly T[], go: (one: T) => Promise<Hit | undefined>): Promise<Hit[]> {
  return (await eachOf(cases, 4, go)).flatMap(hit => hit ?? [])
}

function judge(what: string, hits: readonly Hit[]): void {
  const bad = hits.filter(({faults}) => faults.length > 0)
  tellCounted({proof: 'F2', what, cases: hits.length, passed: hits.length - bad.length})
  expect(bad).to.deep.equal([])
}

async function pointsOf(
  base: DeployWorld,
  words: Words,
): Promise<{readonly wanted: Shape; readonly points: readonly Point[]}> {
  const trace = ({folder}: DeployWorld): string => join(folder, 'trace')
  const {wanted, seen} = await undisturbed(
    base,
    words,
    world => ({under: counting(trace(world)), env: ONE_THREAD}),
    world => countsIn(trace(world)),
  )
  const points = CHANGING.flatMap(call =>
    someOf(
      Array.from({length: seen[call]}, (_, i): Point => ({call, n: i + 1})).filter(
        // Most of these only wake another thread.
        ({n}) => call !== 'write' || n % 4 === 0,
      ),
      FEW[call] ?? 1,
    ),
  )
  return {wanted, points}
}

/** Undefined when the run ended before it could be killed. */
async function killed(
  base: DeployWorld,
  words: Words,
  wanted: Shape,
  points: readonly Point[],
): Promise<Hit | undefined> {
  const world = await base.copy()
  try {
    // In the full form some wait as long as people would have to.
    const aheadMs = FULL && points.length === 1 && points[0]?.n === 25 ? 0 : LATER_MS
    for (const [i, {call, n}] of points.entries()) {
      const options = {under: killedAt(call, n), env: ONE_THREAD, laterMs: i * aheadMs}
      const {signal} = await world.deploy(words, options)
      if (signal !== 'SIGKILL' && i === 0) return undefined
    }
    const where = points.map(({call, n}) => `${call} ${n}`).join(', then ')
    const laterMs = points.length * aheadMs
    return {where, faults: await faultsAfterRerun(world, words, wanted, {laterMs})}
  } finally {
    await world.close()
  }
}
