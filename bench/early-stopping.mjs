// What the validation of ctgan says epoch by epoch, and where `patience` would have ended it: one whole training of each table.
// node bench/early-stopping.mjs --data DIR [--tables adult,diamonds,magic,default] [--epochs 300]; an hour. Writes a table of docs/ctgan.md.
import {spawn} from 'node:child_process'
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {writeBetween} from './documents.mjs'
import {
  benchArguments,
  figure,
  inferGenerate,
  printFigures,
  readJson,
  ROOT,
  TABLES,
  workPath,
  writeJson,
} from './setup.mjs'

const given = benchArguments({
  tables: {type: 'string', default: 'adult,diamonds,magic,default'},
  epochs: {type: 'string', default: '300'},
})
/** The default of the option. */
const PATIENCE = 100

/** Epochs and their scores, from the lines of --verbose. */
function curve(table) {
  const file = workPath('early-stopping', `${table}-${given.epochs}.json`)
  if (existsSync(file)) return readJson(file)
  const train = join(given.data, table, 'train.csv')
  const more = [
    '--generator=ctgan',
    `--epochs=${given.epochs}`,
    '--option=patience=0',
    '--no-card',
    '--verbose',
  ]
  const args = inferGenerate(train, workPath('made', `early-${table}.csv`), {more}).filter(
    arg => arg !== '--quiet',
  )
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe']})
    let said = ''
    child.stderr.on('data', part => (said += part))
    child.on('error', reject)
    child.on('close', status => {
      if (status !== 0) return reject(new Error(said.slice(-4000)))
      const scores = [...said.matchAll(/^epoch (\d+):.*?validation ([\d.]+)/gm)]
      const points = scores.map(([, epoch, score]) => [Number(epoch), Number(score)])
      writeJson(file, points)
      resolve(points)
    })
  })
}

const best = points => points.reduce((a, b) => (b[1] < a[1] ? b : a))

/** Where training ends when no better epoch comes for so long. */
function stopped(points, patience) {
  for (let i = 0; i < points.length; i++) {
    const [epoch] = best(points.slice(0, i + 1))
    if (points[i][0] - epoch >= patience) return points[i][0]
  }
  return points.at(-1)[0]
}

const rows = []
const wanted = given.tables.split(',')
for (const {name} of TABLES.filter(table => wanted.includes(table.name))) {
  const points = await curve(name)
  const end = stopped(points, PATIENCE)
  rows.push({
    name,
    last: points.at(-1),
    best: best(points),
    end,
    kept: best(points.filter(([epoch]) => epoch <= end)),
  })
}
const won = rows.filter(({kept, last}) => kept[1] < last[1])
const sooner = won.filter(({end, last}) => end < last[0])
printFigures([
  figure(
    'the epoch kept is better than the last, on 3 of 4 tables',
    `${won.length} of ${rows.length}`,
    won.length >= 3,
  ),
  figure(
    'and training ended sooner, on 3 of 4 tables',
    `${sooner.length} of ${rows.length}`,
    sooner.length >= 3,
  ),
])
if (!given.short)
  writeBetween(
    'docs/ctgan.md',
    'early-stopping',
    `
| table | last epoch | its validation | training ends by \`patience\` ${PATIENCE} | epoch kept | its validation | best of all epochs |
| --- | --- | --- | --- | --- | --- | --- |
${rows
  .map(
    ({name, last, best: [at, least], end, kept}) =>
      `| ${name} | ${last[0]} | ${last[1].toFixed(4)} | ${end === last[0] ? 'not' : `at ${end}`} | ${kept[0]} | ${kept[1].toFixed(4)} | ${least.toFixed(4)} at ${at} |`,
  )
  .join('\n')}

One training each. Written by \`bench/early-stopping.mjs\`.
`,
  )
