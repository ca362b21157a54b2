// `npm test`, once everything is installed: build, all tests from source, lint. The last line counts.
import {spawnSync} from 'node:child_process'
import {fileURLToPath} from 'node:url'
import {openTally} from './tally.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const tally = openTally('test')

/** One step on this Node; true when it ended well. */
function step(...args) {
  const {status} = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: {...process.env, INFER_TEST_COUNTS: tally.mocha},
  })
  return status === 0
}

const built = step('node_modules/typescript/bin/tsc', '-b') && step('scripts/kernels.mjs')
// A table that does not compile is tested in vain: the commands run from dist.
const tested = built && step('node_modules/mocha/bin/mocha.js', '--reporter', 'scripts/reporter.mjs')
const linted = step('scripts/lint.mjs')

if (!built) console.error('test: the build failed')
if (!linted) console.error('test: lint found faults')
process.exit(tally.close({tested, faults: linted ? 0 : 1}))
