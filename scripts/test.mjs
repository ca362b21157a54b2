// `npm test`, once everything is installed: build, all tests from source, lint. The last line counts.
import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const counts = `${root}.cache/counts/test.json`
const mocha = `${root}.cache/mocha.json`

/** One step on this Node; true when it ended well. */
function step(...args) {
  const {status} = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: {...process.env, INFER_TEST_COUNTS: mocha},
  })
  return status === 0
}

mkdirSync(`${root}.cache/counts`, {recursive: true})
for (const file of [counts, mocha]) rmSync(file, {force: true})
const built = step('node_modules/typescript/bin/tsc', '-b')
// A table that does not compile is tested in vain: the commands run from dist.
const tested = built && step('node_modules/mocha/bin/mocha.js', '--reporter', 'scripts/reporter.mjs')
const linted = step('scripts/lint.mjs')

const {passed, failed, pending} = existsSync(mocha)
  ? JSON.parse(readFileSync(mocha, 'utf8'))
  : {passed: 0, failed: 0, pending: 0}
// A step that failed without a failing test counts as one: a crash must not look like success.
const crashed = !tested && failed === 0 ? 1 : 0
const total = {passed, failed: failed + crashed + (linted ? 0 : 1), pending}
writeFileSync(counts, JSON.stringify(total))
if (!built) console.error('test: the build failed')
if (!linted) console.error('test: lint found faults')
if (pending > 0) console.error(`test: ${pending} skipped`)
console.log(`${total.passed} passed, ${total.failed} failed${pending > 0 ? `, ${pending} skipped` : ''}`)
process.exit(total.failed > 0 || pending > 0 ? 1 : 0)
