// Learning from a file larger than what may be held: time and peak memory of `infer generate --fit-rows`.
// node bench/large-file.mjs [--rows 20000000] [--fit-rows 200000]
import {createWriteStream, statSync} from 'node:fs'
import {once} from 'node:events'
import {join} from 'node:path'
import {parseArgs} from 'node:util'
import {measured, ROOT, workPath} from './setup.mjs'

const {values: given} = parseArgs({
  options: {
    rows: {type: 'string', default: '20000000'},
    'fit-rows': {type: 'string', default: '200000'},
    python: {type: 'string', default: process.env.INFER_BENCH_PYTHON ?? 'python3'},
  },
})
const rows = Number(given.rows)
const path = workPath('made', 'large.csv')

/** Eight columns: an id, a text of its own in every row, a date, labels, numbers. */
const row = i =>
  `${i},user ${(i * 2654435761) % 4294967296} wrote,${new Date(1.5e12 + (i % 1e8) * 1000).toISOString().slice(0, 10)},${'abcdef'[i % 6]},${(i * 7919) % 1000},${((i * 104729) % 100000) / 100},${i % 3 === 0 ? '' : i % 17},${(i * 31) % 100 < 5 ? 'yes' : 'no'}\n`

const file = createWriteStream(path)
file.write('id,note,day,group,score,amount,level,flag\n')
for (let first = 0; first < rows; first += 10_000) {
  let text = ''
  for (let i = first; i < Math.min(rows, first + 10_000); i++) text += row(i)
  if (!file.write(text)) await once(file, 'drain')
}
file.end()
await once(file, 'close')

const args = [
  'generate',
  path,
  `--fit-rows=${given['fit-rows']}`,
  '--rows=1000',
  `--output=${workPath('made', 'large-out.csv')}`,
  '--force',
  '--quiet',
]
const {wall_s, max_rss_mb} = await measured(given.python, 2, process.execPath, [
  join(ROOT, 'bin/run.js'),
  ...args,
])
console.log(
  `${rows.toLocaleString('en-US')} rows, ${(statSync(path).size / 1e9).toFixed(2)} GB: ${wall_s.toFixed(1)} s, at most ${max_rss_mb.toFixed(0)} MB of memory, learnt from ${Number(given['fit-rows']).toLocaleString('en-US')} rows`,
)
