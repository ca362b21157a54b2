// Whether the metrics that infer shares with SDMetrics are the same numbers, on four tables and an odd one, three synthetic versions each.
// node bench/agreement.mjs --data DIR [--python PATH] [--tables odd,adult,default,diamonds,flights] [--short]
import {spawnSync} from 'node:child_process'
import {existsSync, writeFileSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {readTable} from '@inferloop/files'
import {judgeColumns} from '../packages/report/dist/columns/judge-columns.js'
import {judgeDiagnostic} from '../packages/report/dist/diagnostic.js'
import {judgePairs} from '../packages/report/dist/pairs/judge-pairs.js'
import {judgeQuality} from '../packages/report/dist/quality.js'
import {compareTables, inferSchema} from '@inferloop/table'
import {BENCH, benchArguments, figure, printFigures, ROOT, workPath, writeJson} from './setup.mjs'
import {writeOddTable} from './odd-table.mjs'
import {damage, shuffle} from './worse-versions.mjs'

const MOST = 1e-9
const SHORT_ROWS = 3000
const given = benchArguments({tables: {type: 'string', default: 'odd,adult,default,diamonds,flights'}})
const run = {signal: new AbortController().signal, progress: () => undefined}
const KINDS = {
  numeric: 'numerical',
  datetime: 'datetime',
  categorical: 'categorical',
  boolean: 'boolean',
  constant: 'categorical',
  empty: 'categorical',
  id: 'id',
}

/** The training table; in short form its first rows. */
function realPath(table) {
  const folder = table === 'flights' ? 'nycflights13' : table
  const file = ['flights_train.parquet', 'train.csv']
    .map(name => join(given.data, folder, name))
    .find(existsSync)
  if (file === undefined) throw new Error(`no table ${table} in ${given.data}`)
  return file
}

const read = path => readTable({path}, {signal: run.signal, threads: 2})

/** The real table and a synthetic one that is as good as can be had. */
function firstPair(table) {
  if (table === 'odd') {
    const [real, good] = ['real', 'good'].map(version => workPath('agreement', `odd-${version}.csv`))
    writeOddTable(real, false)
    writeOddTable(good, true)
    return {real, good, ending: 'csv'}
  }
  const real = realPath(table)
  const ending = real.endsWith('.parquet') ? 'parquet' : 'csv'
  const good = workPath('agreement', `${table}-good${given.short ? '-short' : ''}.${ending}`)
  if (!existsSync(good)) {
    const rows = given.short ? ['--rows', String(SHORT_ROWS)] : []
    const made = spawnSync(
      process.execPath,
      [join(ROOT, 'bin/run.js'), 'generate', real, '-o', good, '--no-card', '--quiet', '--force', ...rows],
      {stdio: 'inherit'},
    )
    if (made.status !== 0) throw new Error(`generate ended with ${made.status}`)
  }
  return {real, good, ending}
}

async function versions(table) {
  const {real, good, ending} = firstPair(table)
  const source = await read(good)
  const bad = workPath('agreement', `${table}-independent.${ending}`)
  const worse = workPath('agreement', `${table}-damaged.${ending}`)
  await shuffle(source, bad)
  await damage(source, worse)
  return {real, versions: {good, independent: bad, damaged: worse}}
}

async function ours(realFile, syntheticFile) {
  const [real, synthetic] = [await read(realFile), await read(syntheticFile)]
  const schema = inferSchema(real, {privacy: 'low'})
  const {columns, structure} = compareTables({real, synthetic}, schema)
  const judged = judgeColumns(columns)
  const {pairs, trends} = await judgePairs(columns, run)
  return {
    kinds: Object.fromEntries(
      columns.flatMap(({name, kind}) => (kind in KINDS ? [[name, KINDS[kind]]] : [])),
    ),
    judged,
    pairs,
    quality: judgeQuality(judged, trends),
    diagnostic: judgeDiagnostic(judged, structure),
  }
}

function theirs(realFile, syntheticFile, kinds, name) {
  const kindsFile = workPath('agreement', `${name}.kinds.json`)
  const out = workPath('agreement', `${name}.sdmetrics.json`)
  writeFileSync(kindsFile, JSON.stringify(kinds))
  const {status} = spawnSync(
    given.python,
    [join(BENCH, 'sdmetrics_scores.py'), realFile, syntheticFile, kindsFile, out],
    {stdio: 'inherit'},
  )
  if (status !== 0) throw new Error(`sdmetrics_scores.py ended with ${status}`)
  return JSON.parse(readFileSync(out, 'utf8'))
}

const largest = new Map()
/** The largest difference by metric, then by table. */
const byTable = {}
const shown = []

function compare(metric, where, mine, other) {
  const unknown = mine === null || other === null || mine === undefined || other === undefined
  const difference = unknown
    ? (mine ?? null) === (other ?? null)
      ? 0
      : Number.POSITIVE_INFINITY
    : Math.abs(mine - other)
  const seen = largest.get(metric) ?? {difference: 0, where: '', count: 0}
  const worse = difference > seen.difference
  const [table] = where.split('-')
  byTable[metric] = {...byTable[metric], [table]: Math.max(byTable[metric]?.[table] ?? 0, difference)}
  largest.set(metric, {
    difference: worse ? difference : seen.difference,
    where: worse ? `${where}: ${mine} and ${other}` : seen.where,
    count: seen.count + 1,
  })
}

for (const table of given.tables.split(',')) {
  const {real, versions: files} = await versions(table)
  for (const [version, file] of Object.entries(files)) {
    const name = `${table}-${version}`
    const a = await ours(real, file)
    const b = theirs(real, file, a.kinds, name)
    for (const {name: column, shape, coverage, validity, missing} of a.judged) {
      for (const found of [shape, coverage, validity, missing]) {
        if (found === null || b.columns[column] === undefined) continue
        compare(found.metric, `${name} ${column}`, found.score, b.columns[column][found.metric])
      }
    }
    const pairOf = new Map(b.pairs.map(pair => [pair.columns.join('\0'), pair]))
    const detailOf = new Map(b.all.details.map(([x, y, score]) => [`${x}\0${y}`, score]))
    const associationOf = new Map(
      b.default.details.map(([x, y, , association]) => [`${x}\0${y}`, association]),
    )
    let widest = {difference: 0}
    for (const pair of a.pairs) {
      const key = pair.columns.join('\0')
      const where = `${name} ${pair.columns.join(' × ')}`
      const other = pairOf.get(key)
      if (pair.metric === 'CorrelationSimilarity') {
        compare('CorrelationSimilarity, Pearson', where, pair.score, other.Pearson)
        compare('CorrelationSimilarity, Spearman', where, pair.spearman.score, other.Spearman)
      } else {
        compare('ContingencySimilarity', where, pair.score, other.Contingency)
        compare("Cramér's V", where, pair.strength, associationOf.get(key))
      }
      compare('pair as the report has it', where, pair.scoreBySdmetrics, detailOf.get(key))
      const difference = Math.abs((pair.score ?? 0) - (pair.scoreBySdmetrics ?? 0))
      if (difference > widest.difference) widest = {difference, where: pair.columns.join(' × '), ...pair}
    }
    compare('Column Shapes', name, a.quality.columnShapes, b.all.shapes)
    compare('Column Pair Trends, all pairs', name, a.quality.columnPairTrendsBySdmetrics, b.all.pairs)
    compare(
      'Column Pair Trends, thresholds',
      name,
      a.quality.sdmetricsDefault.columnPairTrends,
      b.default.pairs,
    )
    compare('QualityReport, thresholds', name, a.quality.sdmetricsDefault.score, b.default.score)
    compare('Data Validity', name, a.diagnostic.dataValidity, b.validity)
    compare('TableStructure', name, a.diagnostic.dataStructure, b.structure)
    shown.push({
      version: name,
      'all pairs, real edges': a.quality.columnPairTrends,
      'all pairs, SDMetrics bins': b.all.pairs,
      'over thresholds, SDMetrics bins': b.default.pairs,
      'pair that differs most': widest.where ?? '-',
      'real edges': widest.score ?? null,
      'its own edges': widest.scoreBySdmetrics ?? null,
    })
    console.log(`${name}: compared`)
  }
}

console.log('\nDifferent by definition (bins of mixed pairs, thresholds), side by side:')
console.table(
  shown.map(row =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [
        key,
        typeof value === 'number' ? Number(value.toFixed(4)) : value,
      ]),
    ),
  ),
)
console.log('\nLargest difference by metric and table:')
console.table(
  Object.fromEntries(
    Object.entries(byTable).map(([metric, row]) => [
      metric,
      Object.fromEntries(Object.entries(row).map(([table, most]) => [table, most.toExponential(1)])),
    ]),
  ),
)
const figures = [...largest].map(([metric, {difference, where, count}]) =>
  figure(
    `${metric}: within ${MOST} of SDMetrics, ${count} numbers`,
    difference <= MOST
      ? `largest ${difference.toExponential(1)}`
      : `${difference.toExponential(1)} at ${where}`,
    difference <= MOST,
  ),
)
printFigures(figures)
if (!given.short) writeJson(workPath('results', 'agreement.json'), {figures, byTable, shown})
