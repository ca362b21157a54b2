// The ctgan generator beside PyPI's ctgan after as many epochs, and beside trees: what comes out, memory, time to the first step.
// node bench/ctgan.mjs --data DIR --python PATH --ctgan-python PATH [--seeds 3] [--epochs 30] [--tables adult,diamonds]; an hour and a half.
// Writes the table of docs/ctgan.md. `ctgan`, with pandas, is what --ctgan-python needs.
import {existsSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {createRandom} from '@inferloop/random'
import {writeBetween} from './documents.mjs'
import {over, said} from './scores.mjs'
import {
  BENCH,
  benchArguments,
  codeFingerprint,
  figure,
  inferGenerate,
  machine,
  measured,
  printFigures,
  readJson,
  ROOT,
  run,
  TABLES,
  workPath,
  writeJson,
} from './setup.mjs'

const given = benchArguments({
  seeds: {type: 'string', default: '3'},
  tables: {type: 'string', default: 'adult,diamonds'},
  epochs: {type: 'string', default: '30'},
  'ctgan-python': {type: 'string', default: 'python3'},
})
const tables = TABLES.filter(({name}) => given.tables.split(',').includes(name))
const code = codeFingerprint()

const CONTENDERS = {
  ours: (train, out, seed) => [
    process.execPath,
    ...inferGenerate(train, out, {
      seed,
      more: ['--generator=ctgan', `--epochs=${given.epochs}`, '--no-card'],
    }),
  ],
  peer: (train, out, seed) => [
    given['ctgan-python'],
    join(BENCH, 'peer.py'),
    'ctgan',
    `--train=${train}`,
    `--out=${out}`,
    `--seed=${seed - 1}`,
    `--epochs=${given.epochs}`,
  ],
  trees: (train, out, seed) => [process.execPath, ...inferGenerate(train, out, {seed, more: ['--no-card']})],
}

/** Scores, processor seconds and peak memory of one run, kept until the code changes. */
async function scored(table, contender, seed) {
  const which = contender === 'peer' ? `peer-${given.epochs}` : `${contender}-${given.epochs}-${code}`
  const file = workPath('ctgan', table.name, which, `${seed}.json`)
  if (existsSync(file)) return readJson(file)
  const train = join(given.data, table.name, 'train.csv')
  const made = workPath('made', `ctgan-${table.name}-${which}-${seed}.csv`)
  const [command, ...args] = CONTENDERS[contender](train, made, seed)
  const {cpu_s, max_rss_mb} = await measured(given.python, 1, command, args)
  const scores = `${file}.scores`
  await run(given.python, [
    join(BENCH, 'evaluate.py'),
    `--real-train=${train}`,
    `--real-test=${join(given.data, table.name, 'test.csv')}`,
    `--synthetic=${made}`,
    `--target=${table.target}`,
    `--task=${table.task}`,
    `--json=${scores}`,
  ])
  const result = {...readJson(scores), cpu_s, max_rss_mb}
  rmSync(scores)
  rmSync(made)
  writeJson(file, result)
  console.error(`${table.name} ${contender} ${seed}: shape ${result.shape_error}, TSTR ${result.tstr}`)
  return result
}

/** Seconds from the start of a process: when the table is read, when the networks begin to be built, when training begins. */
async function secondsToStart(table) {
  const script = `
    import {generate} from '@inferloop/cli'
    import offer from '${join(ROOT, 'plugins/generator-ctgan/dist/hooks/generators.js')}'
    const [generator] = await offer()
    const stop = new AbortController()
    let read
    let columns
    const onProgress = ({phase, state, unit, note}) => {
      if (phase === 'fit' && state === 'begun') read = process.uptime()
      if (phase !== 'fit' || unit !== 'epochs') return
      if (note === 'preparing the networks') columns = process.uptime()
      else {
        console.log(JSON.stringify({read, columns, ready: process.uptime()}))
        process.exit(0)
      }
    }
    await generate({input: '${join(given.data, table.name, 'train.csv')}', output: '${workPath('made', 'start.csv')}', generator, force: true, onProgress})
  `
  return JSON.parse(await run(process.execPath, ['--input-type=module', '-e', script]))
}

/** Peak memory of a table of 195,000 rows with columns of 25,000, 15,000 and 4,000 labels, trained for 20 s. */
async function memoryOfManyLabels() {
  const random = createRandom(1)
  const label = (count, prefix) => `${prefix}${Math.floor(count * random.next() ** 2)}`
  const lines = Array.from({length: 195_000}, () => {
    const segment = random.below(8)
    const amount = Math.exp(3 + segment / 4 + random.normal()).toFixed(2)
    return `${label(25_000, 'C')},${label(15_000, 'P')},${label(4000, 'town ')},s${segment},${amount}`
  })
  const table = workPath('made', 'many-labels.csv')
  writeFileSync(table, `customer,product,city,segment,amount\n${lines.join('\n')}\n`)
  const more = [
    '--generator=ctgan',
    '--max-time=20s',
    '--categorical=customer,product,city',
    '--rows=20000',
    '--no-card',
  ]
  const args = inferGenerate(table, workPath('made', 'many-labels.synthetic.csv'), {more})
  return (await measured(given.python, 1, process.execPath, args)).max_rss_mb
}

const rows = []
for (const table of tables)
  for (const contender of Object.keys(CONTENDERS)) {
    const runs = []
    for (let seed = 1; seed <= given.seeds; seed++) runs.push(await scored(table, contender, seed))
    const of = metric => over(runs, metric)
    rows.push({
      table: table.name,
      contender,
      shape: of('shape_error'),
      trend: of('trend_error'),
      tstr: of('tstr'),
      c2st: of('c2st_auc_holdout'),
      copy: of('copy_index'),
      seconds: of('cpu_s'),
      memory: Math.max(...runs.map(one => one.max_rss_mb)),
    })
  }

const figures = []
for (const {name} of tables) {
  const [ours, peer] = ['ours', 'peer'].map(one =>
    rows.find(({table, contender}) => table === name && contender === one),
  )
  for (const [metric, what] of [
    ['shape', 'shape error, percent, no more than PyPI ctgan’s'],
    ['trend', 'trend error, percent, no more than PyPI ctgan’s'],
  ])
    figures.push(
      figure(
        `${name}: ${what}`,
        `${said(ours[metric], 2)} against ${said(peer[metric], 2)}`,
        ours[metric].mean <= peer[metric].mean,
      ),
    )
  figures.push(
    figure(
      `${name}: TSTR no less than PyPI ctgan’s`,
      `${said(ours.tstr)} against ${said(peer.tstr)}`,
      ours.tstr.mean >= peer.tstr.mean,
    ),
    figure(`${name}: peak memory under 450 MB`, `${ours.memory.toFixed(0)} MB`, ours.memory < 450),
  )
}
const start = await secondsToStart(tables[0])
figures.push(
  figure(
    `${tables[0].name}: networks built and ready to train in under 2 s`,
    `${(start.ready - start.columns).toFixed(2)} s; the whole process ${start.ready.toFixed(2)} s, of which reading ${start.read.toFixed(2)} s and columns ${(start.columns - start.read).toFixed(2)} s`,
    start.ready - start.columns < 2,
  ),
)
const peak = await memoryOfManyLabels()
figures.push(figure('195,000 rows of many labels, under 2,000 MB', `${peak.toFixed(0)} MB`, peak < 2000))
printFigures(figures)
const made = machine()
writeJson(workPath('results', 'ctgan.json'), {machine: made, rows, figures})

const NAMES = {
  ours: 'ctgan',
  peer: 'PyPI `ctgan` 0.12.1',
  trees: 'trees',
}
const line = ({table, contender, shape, trend, tstr, c2st, copy, seconds, memory}) =>
  `| ${table} | ${NAMES[contender]} | ${said(shape, 2)} | ${said(trend, 2)} | ${said(tstr)} | ${said(c2st)} | ${said(copy, 2)} | ${Number.isNaN(seconds.mean) ? 'not measured' : `${seconds.mean.toFixed(0)} s`} | ${memory.toFixed(0)} MB |`
if (!given.short)
  writeBetween(
    'docs/ctgan.md',
    'ctgan-results',
    `
| table | generator | shape error, % | trend error, % | TSTR | told from real rows (0.5 best) | copy index | processor time | peak memory |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rows.map(line).join('\n')}

${given.epochs} epochs, mean ± standard error of ${given.seeds} seeds; TSTR is AUC (adult) or R² (diamonds) on real rows of boosted trees trained on the
made ones. ${made.processor}, ${made.processors} processors, one used; Node ${made.node}, ${made.date}. Written by \`bench/ctgan.mjs\`.
`,
  )
