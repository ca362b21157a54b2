// `npm start`, once everything is installed: builds infer, makes a synthetic copy of the sample table, shows rows of both, and judges it.
import {spawnSync} from 'node:child_process'
import {fileURLToPath} from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [real, synthetic] = ['examples/birdstrikes.csv', 'examples/birdstrikes.synthetic.csv']
const report = 'examples/birdstrikes.report.html'
const SHOWN = 3
const WIDEST = 24

function step(...args) {
  const {status} = spawnSync(process.execPath, args, {cwd: root, stdio: 'inherit'})
  if (status !== 0) process.exit(status ?? 1)
}

step('node_modules/typescript/bin/tsc', '-b')
step('scripts/kernels.mjs')
step('scripts/manifest.mjs')
console.log(`$ infer generate ${real} --force`)
step('bin/run.js', 'generate', real, '--force')

// Only now is there something built to import.
const {readTable} = await import('@inferloop/files')
const {signal} = new AbortController()
const [a, b] = await Promise.all([real, synthetic].map(path => readTable({path: `${root}${path}`}, {signal})))
const cell = ({codes, dictionary}, row) => dictionary[codes[row]]
const rows = Array.from({length: SHOWN}, (_, i) => i * 997 + 500)
const cut = text => (text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text).padEnd(WIDEST)

for (const {title, table} of [
  {title: 'three real rows', table: a},
  {title: 'three synthetic rows', table: b},
]) {
  console.log(`\n${title}`)
  for (const column of table.columns) {
    const line = rows.map(row => cut(cell(column, row) || '(missing)')).join('  ')
    console.log(`  ${column.name.padEnd(26)}${line}`.trimEnd())
  }
}
console.log(`\n$ infer validate ${real} ${synthetic} --output ${report}`)
step('bin/run.js', 'validate', real, synthetic, '--output', report)
console.log(
  `\nAll rows: ${synthetic}. Open ${report} in a browser. Next: infer generate --help (node bin/run.js generate --help)`,
)
