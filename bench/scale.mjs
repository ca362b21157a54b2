// Many rows: time and memory from a hundred thousand to a million to a hundred million, reading and writing against polars.
// node bench/scale.mjs --data DIR --python PATH [--runs 3] [--only million,reading,sampling,endless] [--short]
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {
  BENCH,
  benchArguments,
  figure,
  inferGenerate,
  machine,
  measured,
  median,
  printFigures,
  readJson,
  ROOT,
  run,
  workPath,
  writeJson,
} from './setup.mjs'

const given = benchArguments({
  runs: {type: 'string', default: '3'},
  only: {type: 'string', default: 'million,reading,sampling,endless'},
})
const runs = given.short ? 1 : Number(given.runs)
const chosen = given.only.split(',')
const ENDLESS_ROWS = given.short ? 2_000_000 : 100_000_000
const figures = []
const results = {machine: machine()}

/** Rows like those of adult, as many as wanted, made by infer itself. */
const model = workPath('made', 'scale-adult.infer')
const sized = rows => workPath('made', `scale-${rows}.csv`)
const infer = (...args) =>
  run(process.execPath, [join(ROOT, 'bin/run.js'), ...args, '--quiet', '--force', '--no-card'])
await infer(
  'generate',
  join(given.data, 'adult/train.csv'),
  '--rows=100000',
  `--output=${sized(100_000)}`,
  `--save-model=${model}`,
)
await infer('generate', `--model=${model}`, '--rows=1000000', `--output=${sized(1_000_000)}`)

async function repeated(times, once) {
  const list = []
  for (let turn = 0; turn < times; turn++) list.push(await once(turn))
  return list
}

if (chosen.includes('million')) {
  const wall = {}
  let memory = 0
  for (const rows of [100_000, 1_000_000]) {
    const made = await repeated(runs, turn =>
      measured(
        given.python,
        2,
        process.execPath,
        inferGenerate(sized(rows), workPath('made', 'scale-out.csv'), {threads: 2, seed: turn + 1}),
      ),
    )
    wall[rows] = median(made.map(({wall_s}) => wall_s))
    memory = Math.max(memory, ...made.map(({max_rss_mb}) => max_rss_mb))
  }
  const ratio = wall[1_000_000] / wall[100_000]
  results.million = {wall_s: wall, max_rss_mb: memory}
  figures.push(
    figure(
      'a million rows x 15, fit and sample: at most 11 times the time of a hundred thousand',
      `${wall[1_000_000].toFixed(1)} s against ${wall[100_000].toFixed(1)} s, ${ratio.toFixed(1)} times`,
      ratio <= 11,
    ),
    figure('a million rows x 15: at most 1200 MB', `${memory.toFixed(0)} MB`, memory <= 1200),
  )
}

if (chosen.includes('reading')) {
  const seconds = {infer: [], polars: []}
  for (let turn = 0; turn < Math.max(runs, 2); turn++)
    for (const who of ['infer', 'polars']) {
      const out = await run(process.execPath, [join(BENCH, 'read-seconds.mjs'), who, sized(1_000_000), '2'], {
        env: {POLARS_MAX_THREADS: '2'},
      })
      seconds[who].push(Number(out))
    }
  const [ours, theirs] = [median(seconds.infer), median(seconds.polars)]
  results.reading = {ours_s: ours, polars_s: theirs}
  figures.push(
    figure(
      'reading 1e6 x 15 CSV to codes: within 1.3 times polars, two threads',
      `${ours.toFixed(2)} s against ${theirs.toFixed(2)} s, ${(ours / theirs).toFixed(2)} times`,
      ours <= 1.3 * theirs,
    ),
  )
}

if (chosen.includes('sampling')) {
  const rows = 1_000_000
  const rates = []
  const peers = []
  for (let turn = 0; turn < runs; turn++) {
    const out = join(ROOT, 'bin/run.js')
    const args = [
      out,
      'generate',
      `--model=${model}`,
      `--rows=${rows}`,
      `--output=${workPath('made', 'scale-out.csv')}`,
      '--threads=1',
      '--force',
      '--no-card',
      '--quiet',
    ]
    const few = await measured(
      given.python,
      1,
      process.execPath,
      args.map(arg => (arg === `--rows=${rows}` ? '--rows=1000' : arg)),
    )
    const many = await measured(given.python, 1, process.execPath, args)
    rates.push((rows - 1000) / (many.wall_s - few.wall_s))
    peers.push(
      Number(
        await run(
          process.execPath,
          [join(BENCH, 'write-rate.mjs'), sized(rows), workPath('made', 'scale-polars.csv')],
          {env: {POLARS_MAX_THREADS: '1'}},
        ),
      ),
    )
  }
  const [ours, theirs] = [median(rates), median(peers)]
  results.sampling = {rows_per_s: ours, polars_rows_per_s: theirs}
  figures.push(
    figure(
      'sampling adult to CSV on one thread: at least half as fast as polars writes the same table from memory',
      `${Math.round(ours).toLocaleString('en-US')} rows/s against ${Math.round(theirs).toLocaleString('en-US')}, ${(ours / theirs).toFixed(2)} times`,
      ours >= theirs / 2,
    ),
  )
}

if (chosen.includes('endless')) {
  const args = [
    join(ROOT, 'bin/run.js'),
    'generate',
    `--model=${model}`,
    `--rows=${ENDLESS_ROWS}`,
    '--output=/dev/null',
    '--quiet',
    '--force',
    '--no-card',
  ]
  const {wall_s, max_rss_mb} = await measured(given.python, 2, process.execPath, args)
  results.endless = {rows: ENDLESS_ROWS, wall_s, max_rss_mb}
  figures.push(
    figure(
      `${ENDLESS_ROWS.toLocaleString('en-US')} rows: at most 700 MB`,
      `${max_rss_mb.toFixed(0)} MB, ${Math.round(ENDLESS_ROWS / wall_s).toLocaleString('en-US')} rows/s`,
      max_rss_mb <= 700,
    ),
  )
}

printFigures(figures)
const file = workPath('results', given.short ? 'scale-short.json' : 'scale.json')
const before = existsSync(file) ? readJson(file) : {figures: []}
const renewed = new Set(figures.map(({what}) => what))
writeJson(file, {
  ...before,
  ...results,
  figures: [...before.figures.filter(({what}) => !renewed.has(what)), ...figures],
})
