// Makes a synthetic table and scores it with evaluate.py, once for each (table, setting, seed): scores are kept in bench/.work.
import {existsSync, rmSync} from 'node:fs'
import {extname, join} from 'node:path'
import {
  BENCH,
  codeFingerprint,
  inferGenerate,
  mean,
  pool,
  readJson,
  run,
  standardError,
  TABLES,
  workPath,
} from './setup.mjs'

/** `bootstrap` is the reference; the others are levels of --privacy. */
export const SETTINGS = ['bootstrap', 'low', 'default', 'high']

/** Scores of every chosen table under every setting, by table and setting: `{adult: {default: [scores of seed 1, …]}}`. */
export async function scoreAll(settings, {data, python, seeds, jobs, tables}) {
  const code = codeFingerprint()
  const chosen = TABLES.filter(table => tables.split(',').includes(table.name))
  const wanted = chosen.flatMap(table =>
    settings.flatMap(setting =>
      Array.from({length: seeds}, (_, index) => ({table, setting, seed: index + 1})),
    ),
  )
  const scored = await pool(
    wanted.map(one => () => scoreOne(one, {data, python, code})),
    jobs,
  )
  return Object.fromEntries(
    chosen.map(table => [
      table.name,
      Object.fromEntries(
        settings.map(setting => [
          setting,
          scored.filter((_, at) => wanted[at].table === table && wanted[at].setting === setting),
        ]),
      ),
    ]),
  )
}

async function scoreOne({table, setting, seed}, {data, python, code}) {
  const source = setting === 'bootstrap' ? 'bootstrap' : `${setting}-${code}`
  const scores = workPath('scores', table.name, source, `${seed}.json`)
  if (existsSync(scores)) return readJson(scores)
  const train = join(data, table.train ?? `${table.name}/train.csv`)
  const test = join(data, table.test ?? `${table.name}/test.csv`)
  const made = workPath('made', `${table.name}-${source}-${seed}${extname(train)}`)
  const start = performance.now()
  if (setting === 'bootstrap') {
    await run(python, [
      join(BENCH, 'peer.py'),
      'bootstrap',
      '--train',
      train,
      '--out',
      made,
      '--seed',
      String(seed),
    ])
  } else {
    await run(process.execPath, inferGenerate(train, made, {seed, privacy: setting}))
  }
  const seconds = (performance.now() - start) / 1000
  await run(python, [
    join(BENCH, 'evaluate.py'),
    `--real-train=${train}`,
    `--real-test=${test}`,
    `--synthetic=${made}`,
    `--target=${table.target}`,
    `--task=${table.task}`,
    `--exclude=${(table.exclude ?? []).join(',')}`,
    `--seed=${seed}`,
    `--json=${scores}`,
  ])
  rmSync(made)
  const result = readJson(scores)
  console.error(
    `${table.name} ${setting} seed ${seed}: made in ${seconds.toFixed(1)} s, C2ST ${result.c2st_auc_holdout}, copy index ${result.copy_index}`,
  )
  return result
}

/** Mean and standard error of one metric over seeds. */
export function over(scores, metric) {
  const values = scores.map(one => one[metric])
  return {mean: mean(values), se: standardError(values)}
}

export const said = ({mean: value, se}, digits = 3) => `${value.toFixed(digits)} ± ${se.toFixed(digits)}`
