// What all benches share: the tables, the arguments, running a command under measurement, keeping results.
import {spawn} from 'node:child_process'
import {createHash} from 'node:crypto'
import {existsSync, globSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {availableParallelism, cpus} from 'node:os'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {parseArgs} from 'node:util'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))
export const BENCH = join(ROOT, 'bench')
const WORK = join(BENCH, '.work')

/**
 * Tables of the fidelity figures, with the column a model is asked to tell; README.md says where they come from. Files are
 * NAME/train.csv and NAME/test.csv unless said; `exclude` is what evaluate.py leaves out: ids and free text. Tables with `c2st`
 * and `tstr` of their own have these limits and no others.
 */
export const TABLES = [
  {name: 'adult', target: 'income', task: 'classification'},
  {name: 'diamonds', target: 'price', task: 'regression'},
  {name: 'default', target: 'has_default', task: 'classification'},
  {name: 'magic', target: 'class', task: 'classification'},
  {name: 'airbnb', target: 'price', task: 'regression', c2st: 0.6, tstr: 0.97},
  {
    name: 'titanic',
    target: 'Survived',
    task: 'classification',
    exclude: ['PassengerId', 'Name', 'Ticket', 'Cabin'],
    c2st: 0.6,
    tstr: 0.97,
  },
  {
    name: 'taxis',
    train: 'small/taxis_train.csv',
    test: 'small/taxis_test.csv',
    target: 'total',
    task: 'regression',
    c2st: 0.6,
    tstr: 0.97,
  },
  {
    name: 'flights',
    train: 'nycflights13/flights_train.parquet',
    test: 'nycflights13/flights_test.parquet',
    target: 'arr_delay',
    task: 'regression',
    c2st: 0.54,
    tstr: 0.98,
  },
]

/** Tables the privacy dial is drawn over. */
export const DIAL_TABLES = TABLES.filter(({c2st}) => c2st === undefined).map(({name}) => name)

/** Arguments every bench takes; `more` adds some of its own, in the form of node:util. */
export function benchArguments(more = {}) {
  const {values} = parseArgs({
    options: {
      data: {type: 'string', default: process.env.INFER_BENCH_DATA ?? ''},
      python: {type: 'string', default: process.env.INFER_BENCH_PYTHON ?? 'python3'},
      seeds: {type: 'string', default: '5'},
      jobs: {type: 'string', default: '1'},
      short: {type: 'boolean', default: false},
      tables: {type: 'string', default: TABLES.map(table => table.name).join(',')},
      ...more,
    },
  })
  if (values.data === '' || !existsSync(values.data)) {
    console.error(
      `--data (or INFER_BENCH_DATA) should be the folder of the tables, was "${values.data}". See bench/README.md.`,
    )
    process.exit(2)
  }
  return {...values, seeds: values.short ? 1 : Number(values.seeds), jobs: Number(values.jobs)}
}

/** Runs a command to its end; its standard output. @throws Error with the end of its standard error when it fails */
export function run(command, args, {env = {}} = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: {...process.env, ...env},
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [out, errors] = ['', '']
    child.stdout.on('data', part => (out += part))
    child.stderr.on('data', part => (errors = (errors + part).slice(-4000)))
    child.on('error', reject)
    child.on('close', status => {
      if (status === 0) resolve(out)
      else reject(new Error(`${command} ${args.join(' ')} ended with ${status}:\n${errors}`))
    })
  })
}

/** Wall seconds and peak memory of a whole process, pinned to `threads` processors where the system can. */
export async function measured(python, threads, command, args) {
  const pinned =
    availableParallelism() >= threads ? Array.from({length: threads}, (_, cpu) => cpu).join(',') : undefined
  const pin = pinned === undefined ? [] : ['--cpus', pinned]
  const out = await run(python, [join(BENCH, 'measure.py'), ...pin, '--', command, ...args])
  const result = JSON.parse(out.trim().split('\n').at(-1))
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${result.status}`)
  return result
}

/** `infer generate` as users run it. */
export const inferGenerate = (train, out, {seed = 1, threads = 1, privacy = 'default', more = []} = {}) => [
  join(ROOT, 'bin/run.js'),
  'generate',
  train,
  `--output=${out}`,
  `--seed=${seed}`,
  `--threads=${threads}`,
  `--privacy=${privacy}`,
  '--force',
  '--quiet',
  ...more,
]

/** Eight hex digits of everything that decides what infer makes, so that results of older code are not taken for new ones. */
export function codeFingerprint() {
  const hash = createHash('sha256')
  const files = globSync(['dist/**/*.js', 'packages/*/dist/**/*.js', 'plugins/*/dist/**/*.js'], {
    cwd: ROOT,
  }).toSorted()
  for (const file of files) hash.update(file).update(readFileSync(join(ROOT, file)))
  return hash.digest('hex').slice(0, 8)
}

/** A path below bench/.work, whose folder is made. */
export function workPath(...parts) {
  const path = join(WORK, ...parts)
  mkdirSync(dirname(path), {recursive: true})
  return path
}

export const readJson = path => JSON.parse(readFileSync(path, 'utf8'))
export const writeJson = (path, value) => writeFileSync(path, `${JSON.stringify(value, null, 1)}\n`)

/** What the numbers were measured on. */
export const machine = () => ({
  date: new Date().toISOString().slice(0, 10),
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  processors: availableParallelism(),
  node: process.version,
  system: `${process.platform}-${process.arch}`,
})

export const median = list => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]
export const mean = list => list.reduce((sum, value) => sum + value, 0) / list.length

/** Standard error of the mean; 0 for one value. */
export function standardError(list) {
  if (list.length < 2) return 0
  const centre = mean(list)
  return Math.sqrt(
    list.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (list.length - 1) / list.length,
  )
}

/** Runs `tasks` (functions) with at most `jobs` at a time; results in order. */
export async function pool(tasks, jobs) {
  const results = []
  let next = 0
  const worker = async () => {
    while (next < tasks.length) {
      const at = next++
      results[at] = await tasks[at]()
    }
  }
  await Promise.all(Array.from({length: Math.max(1, jobs)}, worker))
  return results
}

/** A figure the project promises, with what was measured. */
export const figure = (what, measuredAs, holds) => ({what, measured: measuredAs, holds})

export function printFigures(figures) {
  for (const {what, measured: measuredAs, holds} of figures)
    console.log(`${holds ? 'yes' : ' NO'}  ${what}: ${measuredAs}`)
  const missed = figures.filter(({holds}) => !holds).length
  console.log(
    missed === 0
      ? `all ${figures.length} figures hold`
      : `${missed} of ${figures.length} figures do not hold`,
  )
}
