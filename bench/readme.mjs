// Writes what the first command prints, and the results of the benches, into README.md and docs/benchmarks.md.
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

const judgedText = await run(process.execPath, ['bin/run.js', 'validate', 'examples/birdstrikes.csv', copy])
writeBetween(
  'README.md',
  'first-verdict',
  `\`\`\`\n${judgedText.slice(0, judgedText.indexOf('\n\ncolumn ')).trimEnd()}\n\`\`\``,
)

/** Results kept by the benches; a document whose results are not there stays as it is. */
const kept = (...names) => {
  const files = names.map(name => workPath('results', `${name}.json`))
  const absent = files.filter(file => !existsSync(file))
  if (absent.length === 0) return files.map(readJson)
  console.error(
    `${absent.join(' and ')} not there: run ${names.map(name => `bench/${name}.mjs`).join(' and ')} first, without --short`,
  )
  return undefined
}

const figuresTable = figures => [
  '| figure | measured | holds |',
  '| --- | --- | --- |',
  ...figures.map(({what, measured, holds}) => `| ${what} | ${measured} | ${holds ? 'yes' : '**no**'} |`),
]

const judged = kept('judge', 'agreement')
if (judged !== undefined) {
  const [judge, agreement] = judged
  const {processor, processors, node, date} = judge.machine
  const where = `Median of ${judge.adult.runs} runs; ${processor}, ${processors} processors, Node ${node}, ${date}. Written by \`bench/readme.mjs\`.`
  writeBetween(
    'docs/benchmarks.md',
    'judge',
    ['', ...figuresTable([...judge.figures, ...agreement.figures]), '', where, ''].join('\n'),
  )
}

const made = kept('speed', 'scale', 'fidelity')
if (made === undefined) process.exit(2)
const [speed, scale, fidelity] = made

const SIZES = {adult: '32,561 × 15', flights: '336,776 × 19'}
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

const note = `Median of the runs, mean ± standard error of ${fidelity.seeds} seeds; ${where}. Written by \`bench/readme.mjs\`.`
writeBetween(
  'README.md',
  'results',
  ['', ...speedTable, '', ...fidelityTable(['bootstrap', 'default', 'high']), '', note, ''].join('\n'),
)
writeBetween(
  'docs/benchmarks.md',
  'figures',
  ['', ...figuresTable([...speed.figures, ...scale.figures, ...fidelity.figures]), '', note, ''].join('\n'),
)
