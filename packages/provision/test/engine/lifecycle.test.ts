// F10: a sound state, a stack, a provider that misbehaves and an operation, all drawn; after Pulumi's lifecycle fuzzing.
import {expect} from 'chai'
import fc from 'fast-check'
import {cases} from './lifecycle-case.ts'
import {lived} from './lifecycle-run.ts'
import {FULL, PART, PARTS, proved} from '../proof.ts'

const RUNS = Math.ceil((FULL ? 10_000 : 60) / PARTS)
/** Of a failure that was printed: INFER_PROVE_SEED=seed:path. */
const [seed, path] = (globalThis.process.env['INFER_PROVE_SEED'] ?? `${PART}`).split(/:(.*)/)

describe('any operation on any stack (F10)', function () {
  this.timeout(FULL ? 0 : 180_000)

  it('leaves a sound state and all data, and what was begun is ended by the same command', async () => {
    const all = {killed: 0, named: 0, refused: 0}
    await fc.assert(
      fc.asyncProperty(cases, async one => {
        const {faults, killed, named, refused} = await lived(one)
        if (faults.length > 0) throw new Error(faults.join('\n'))
        all.killed += killed
        all.named += named
        all.refused += refused
      }),
      {numRuns: RUNS, seed: Number(seed), ...(path === undefined ? {} : {path})},
    )
    const {killed, named, refused} = all
    proved('lifecycle', {
      cases: RUNS,
      'runs that were killed': killed,
      'named errors': named,
      refusals: refused,
    })
    if (path === undefined) expect(Math.min(...Object.values(all))).to.be.above(0)
  })
})
