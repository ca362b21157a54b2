// How long `infer validate` takes beside SDMetrics, and whether it sees what a judge must see.
// node bench/judge.mjs --data DIR --python PATH [--runs 5] [--only adult,flights,sensitivity] [--short]
import {existsSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {readTable} from '@inferloop/files'
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
import {bootstrap, copySome, halves, offGrid, shuffle} from './worse-versions.mjs'

const given = benchArguments({
  runs: {type: 'string', default: '5'},
  only: {type: 'string', default: 'adult,flights,sensitivity'},
})
const runs = given.short ? 1 : Number(given.runs)
const chosen = given.only.split(',')
const figures = []
const results = {machine: machine()}
const infer = (...args) => [join(ROOT, 'bin/run.js'), 'validate', ...args]
const read = path => readTable({path}, {signal: new AbortController().signal, threads: 2})
const table = (...parts) => join(given.data, ...parts)

/** A synthetic version by `infer generate`, made once. */
async function synthetic(name, train) {
  const out = workPath('made', `judge-${name}`)
  if (!existsSync(out))
    await run(process.execPath, inferGenerate(train, out, {threads: 2, more: ['--no-card']}))
  return out
}

const SDTYPES = {numeric: 'numerical', datetime: 'datetime', id: 'id', text: 'text'}

async function adult() {
  const [train, test] = [table('adult', 'train.csv'), table('adult', 'test.csv')]
  const made = await synthetic('adult.csv', train)
  const out = workPath('made', 'judge-adult.json')
  const holdout = ['--holdout', test]
  await run(process.execPath, infer(train, made, '--quick', '--force', '-o', out))
  const kinds = workPath('made', 'judge-adult.kinds.json')
  const columns = readJson(out).columns.map(({name, kind}) => [name, SDTYPES[kind] ?? 'categorical'])
  writeFileSync(kinds, JSON.stringify(Object.fromEntries(columns)))
  const [quick, whole, peer] = [[], [], []]
  for (let turn = 0; turn < runs; turn++) {
    const timed = (command, args) => measured(given.python, 2, command, args)
    quick.push(await timed(process.execPath, infer(train, made, '--quick', '--quiet')))
    whole.push(await timed(process.execPath, infer(train, made, ...holdout, '--target', 'income', '--quiet')))
    peer.push(await timed(given.python, [join(BENCH, 'sdmetrics_report.py'), train, made, kinds]))
    console.error(
      `adult ${turn + 1} of ${runs}: quick ${quick.at(-1).wall_s} s, whole ${whole.at(-1).wall_s} s, SDMetrics ${peer.at(-1).wall_s} s`,
    )
  }
  const wall = list => median(list.map(one => one.wall_s))
  const [q, w, p] = [wall(quick), wall(whole), wall(peer)]
  results.adult = {runs, quick: q, whole: w, sdmetrics: p}
  figures.push(
    figure(
      'adult: shapes, pairs and diagnostic at most 1/5 of SDMetrics',
      `${q.toFixed(2)} s against ${p.toFixed(2)} s, 1/${(p / q).toFixed(1)}`,
      q <= p / 5,
    ),
    figure(
      'adult: the whole report at most twice SDMetrics',
      `${w.toFixed(2)} s against ${p.toFixed(2)} s, ${(w / p).toFixed(2)} times`,
      w <= 2 * p,
    ),
  )
}

async function flights() {
  const all = table('nycflights13', 'flights.parquet')
  const train = table('nycflights13', 'flights_train.parquet')
  const test = table('nycflights13', 'flights_test.parquet')
  const races = {
    '336,776 rows': [all, await synthetic('flights-all.parquet', all)],
    '269,420 rows and 67,356 held out': [train, await synthetic('flights.parquet', train), '--holdout', test],
  }
  for (const [name, args] of Object.entries(races)) {
    const times = []
    for (let turn = 0; turn < Math.min(runs, 3); turn++) {
      times.push(await measured(given.python, 2, process.execPath, infer(...args, '--quiet')))
      console.error(`flights, ${name}, ${turn + 1}: ${times.at(-1).wall_s} s`)
    }
    const wall = median(times.map(one => one.wall_s))
    const rss = median(times.map(one => one.max_rss_mb))
    results[`flights ${name}`] = {wall_s: wall, max_rss_mb: rss}
    figures.push(
      figure(`flights, ${name}: the whole report at most 30 s`, `${wall.toFixed(1)} s`, wall <= 30),
      figure(`flights, ${name}: at most 1.5 GB`, `${rss.toFixed(0)} MB`, rss <= 1536),
    )
  }
}

/** The report of `infer validate`, whatever its exit code. */
async function judged(name, ...args) {
  const out = workPath('made', `judge-${name}.json`)
  await run(process.execPath, infer(...args, '--quiet', '--force', '-o', out)).catch(error => {
    if (!/ended with 3/.test(error.message)) throw error
  })
  return readJson(out)
}

async function sensitivity() {
  const [train, test] = [table('adult', 'train.csv'), table('adult', 'test.csv')]
  const made = await synthetic('adult.csv', train)
  const path = name => workPath('made', `judge-adult-${name}.csv`)
  const [real, good, held] = [await read(train), await read(made), await read(test)]
  await bootstrap(real, path('copy'))
  await shuffle(good, path('independent'))
  await copySome(good, real, 0.01, path('some-copied'))
  await offGrid(good, 'hours_per_week', path('off-grid'))
  await halves(held, path('real'), path('holdout'))
  const of = version =>
    judged(`adult-${version}`, train, path(version), '--holdout', version === 'real' ? path('holdout') : test)
  const told = report => report.detection.at(-1).boosted
  const gate = (report, name) => report.gates.find(one => one.name === name)

  const copy = await of('copy')
  const index = copy.privacy.holdout.copyIndex
  figures.push(
    figure(
      'bootstrap copy: caught as a copy',
      `copy index ${index.toFixed(2)}, gate: ${gate(copy, 'identical-rows').said}`,
      index > 0.9 && !gate(copy, 'identical-rows').passed,
    ),
  )
  const independent = await of('independent')
  const reference = await judged('adult-good', train, made, '--holdout', test)
  const trend = report => report.quality.sdmetricsDefault.columnPairTrends
  figures.push(
    figure(
      'independent columns: pair trends low',
      `${trend(independent).toFixed(3)} over related pairs, ${trend(reference).toFixed(3)} of a good copy`,
      trend(independent) < 0.85,
    ),
    figure(
      'independent columns: detection above 0.95',
      told(independent).toFixed(3),
      told(independent) > 0.95,
    ),
  )
  const fresh = await of('real')
  figures.push(
    figure(
      'real rows against held-out ones: detection 0.47 to 0.53',
      told(fresh).toFixed(3),
      told(fresh) >= 0.47 && told(fresh) <= 0.53,
    ),
  )
  const some = gate(await of('some-copied'), 'identical-rows')
  figures.push(figure('1 % of the rows copied: the privacy gate says so', some.said, !some.passed))
  const off = await of('off-grid')
  const culprit = off.detection.at(-1).culprits[0].column
  const trait = off.columns
    .find(({name}) => name === 'hours_per_week')
    .traits.find(({trait: name}) => name === 'off-grid')
  figures.push(
    figure(
      "one column's decimals off its grid: named as the culprit",
      `${culprit}; ${trait?.said}`,
      culprit === 'hours_per_week' && trait !== undefined,
    ),
  )
}

if (chosen.includes('adult')) await adult()
if (chosen.includes('flights')) await flights()
if (chosen.includes('sensitivity')) await sensitivity()
printFigures(figures)
writeJson(workPath('results', given.short ? 'judge-short.json' : 'judge.json'), {...results, figures})
