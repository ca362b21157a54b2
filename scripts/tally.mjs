// Counts for .ci/run: what mocha counted, and what failed without a failing test, for a crash must not look like success.
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Files of a runner: where mocha's reporter leaves its counts, and where the sum goes; both emptied. */
export function openTally(name) {
  const [mocha, counts] = [`${root}.cache/${name}.mocha.json`, `${root}.cache/counts/${name}.json`]
  mkdirSync(`${root}.cache/counts`, {recursive: true})
  for (const file of [counts, mocha]) rmSync(file, {force: true})
  return {
    mocha,
    /** Writes and prints the sum; the status to exit with. Skipped tests are tests nobody ran. */
    close({tested, faults = 0}) {
      const {passed, failed, pending} = existsSync(mocha)
        ? JSON.parse(readFileSync(mocha, 'utf8'))
        : {passed: 0, failed: 0, pending: 0}
      const crashed = !tested && failed === 0 ? 1 : 0
      const total = {passed, failed: failed + crashed + faults, pending}
      writeFileSync(counts, JSON.stringify(total))
      if (pending > 0) console.error(`${name}: ${pending} skipped`)
      console.log(
        `${total.passed} passed, ${total.failed} failed${pending > 0 ? `, ${pending} skipped` : ''}`,
      )
      return total.failed > 0 || pending > 0 ? 1 : 0
    },
  }
}
