// F10: a sound state, a stack, a provider that misbehaves and an operation, all drawn; after Pulumi's lifecycle fuzzing.
import {expect} from 'chai'
import fc from 'fast-check'
import {cases} from './lifecycle-case.ts'
import {lived} from './lifecycle-run.ts'

const FULL = globalThis.process.env['INFER_PROVE'] === 'full'
const [part = 1, parts = 1] = (globalThis.process.env['INFER_PROVE_PART'] ?? '1/1').split('/').map(Number)
const RUNS = FULL ? Math.ceil(10_000 / parts) : 60
/** Of a failure that was printed: INFER_PROVE_SEED=seed:path. */
const [seed, path] = (globalThis.process.env['INFER_PROVE_SEED'] ?? `${part}`).split(/:(.*)/)

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
    if (FULL) console.log(`      ${RUNS} cases: ${JSON.stringify(all)}`)
    if (path === undefined) expect(Math.min(...Object.values(all))).to.be.above(0)
  })
})
