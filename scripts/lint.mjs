// `npm run lint`: format (biome), rules with types (oxlint), and the types of tests (tsc). All run, so that one report has everything.
import {spawnSync} from 'node:child_process'
import {fileURLToPath} from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The tools' own JavaScript, run by this Node: no shell and no .cmd files. */
const tools = [
  {name: 'biome', path: '@biomejs/biome/bin/biome', args: ['format', '.', '--max-diagnostics=5']},
  {name: 'tsc, in tests,', path: 'typescript/bin/tsc', args: ['-p', 'tsconfig.test.json']},
  {name: 'oxlint', path: 'oxlint/bin/oxlint', args: ['--type-aware', '--quiet']},
]

const failed = tools.filter(({path, args}) => {
  const {status} = spawnSync(process.execPath, [`${root}node_modules/${path}`, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return status !== 0
})
if (failed.length > 0) console.error(`lint: ${failed.map(({name}) => name).join(' and ')} found faults`)
process.exit(failed.length > 0 ? 1 : 0)
