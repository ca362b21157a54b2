// Writes what the first command prints, and the results of speed.mjs and fidelity.mjs, into README.md and docs/benchmarks.md.
// node bench/readme.mjs
import {existsSync} from 'node:fs'
import {writeBetween} from './documents.mjs'
import {said} from './scores.mjs'
import {readJson, run, workPath} from './setup.mjs'

const copy = workPath('made', 'birdstrikes.synthetic.csv')
const printed = await run(process.execPath, [
  'bin/run.js',
  'generate',
  'examples/birdstrikes.csv',
  '--force',
  `--output=${copy}`,
])
writeBetween(
  'README.md',
  'first-table',
  `\`\`\`\n${printed.replaceAll(copy, 'examples/birdstrikes.synthetic.csv').trimEnd()}\n\`\`\``,
)

const [speedFile, fidelityFile] = ['speed', 'fidelity'].map(name => workPath('results', `${name}.json`))
for (const file of [speedFile, fidelityFile]) {
  if (existsSync(file)) continue
  console.error(`${file} is not there: run bench/speed.mjs and bench/fidelity.mjs first, without --short`)
  process.exit(2)
}
const speed = readJson(speedFile)
const fidelity = readJson(fidelityFile)

const SIZES = {adult: '32,561 × 15', flights: '269,420 × 19'}
const seconds = value => (value === undefined ? 'not measured' : `${value.toFixed(1)} s`)
const megabytes = value => (value === undefined ? 'not measured' : `${Math.round(value)} MB`)
const races = ['adult', 'flights'].filter(name => speed[name] !== undefined)
const {processor, processors, node, date} = speed.machine
const where = `${processor}, ${processors} processors, Node ${node}, ${date}`

const speedTable = [
  '| whole process, file to file | ours | SDV GaussianCopula | our memory | SDV’s memory | runs |',
  '| --- | --- | --- | --- | --- | --- |',
  ...races.map(name => {
    const {threads, runs, ours, peer} = speed[name]
    return `| ${name} (${SIZES[name]}), ${threads === 1 ? 'one thread' : `${threads} threads`} | ${seconds(ours.wall_s)} | ${seconds(peer.wall_s)} | ${megabytes(ours.max_rss_mb)} | ${megabytes(peer.max_rss_mb)} | ${runs} |`
  }),
]

const fidelityTable = settings => [
  '| table | rows | told from real rows (C2ST, 0.5 best) | model trained on it, against trained on real (1 best) | copy index (0 best, 1 a copy) |',
  '| --- | --- | --- | --- | --- |',
  ...fidelity.rows
    .filter(({setting}) => settings.includes(setting))
    .map(({table, setting, c2st_auc_holdout, tstr_ratio, copy_index}) => {
      const rows = {bootstrap: 'real rows drawn again', default: 'ours', high: 'ours, `--privacy high`'}[
        setting
      ]
      return `| ${table} | ${rows} | ${said(c2st_auc_holdout)} | ${said(tstr_ratio)} | ${said(copy_index, 2)} |`
    }),
]

const figures = [...speed.figures, ...fidelity.figures]
const figuresTable = [
  '| figure | measured | holds |',
  '| --- | --- | --- |',
  ...figures.map(({what, measured, holds}) => `| ${what} | ${measured} | ${holds ? 'yes' : '**no**'} |`),
]

const note = `Median of the runs, mean ± standard error of ${fidelity.seeds} seeds; ${where}. Written by \`bench/readme.mjs\`.`
writeBetween(
  'README.md',
  'results',
  ['', ...speedTable, '', ...fidelityTable(['bootstrap', 'default', 'high']), '', note, ''].join('\n'),
)
writeBetween('docs/benchmarks.md', 'figures', ['', ...figuresTable, '', note, ''].join('\n'))
