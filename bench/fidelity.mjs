// Fidelity and privacy of what `infer generate` makes, against the figures the project promises.
// node bench/fidelity.mjs --data DIR [--python PATH] [--seeds 5] [--jobs 1] [--tables adult,magic] [--short]
import {over, said, scoreAll} from './scores.mjs'
import {benchArguments, figure, machine, printFigures, TABLES, workPath, writeJson} from './setup.mjs'

const given = benchArguments()
const chosen = TABLES.filter(({name}) => given.tables.split(',').includes(name))
const figures = []
const rows = []

for (const table of chosen) {
  const isFull = table.c2st === undefined
  const settings = ['bootstrap', 'default', ...(isFull ? ['high'] : [])]
  const scores = (await scoreAll(settings, {...given, tables: table.name}))[table.name]
  const {bootstrap, default: byDefault, high} = scores
  const reference = over(bootstrap, 'c2st_auc_holdout')
  const atMost = (what, scored, metric, limit, digits = 3) => {
    const value = over(scored, metric)
    figures.push(
      figure(
        `${table.name}: ${what} at most ${limit.toFixed(digits)}`,
        said(value, digits),
        value.mean <= limit,
      ),
    )
  }
  atMost('C2ST against held-out rows', byDefault, 'c2st_auc_holdout', table.c2st ?? reference.mean + 0.01)
  const useful = over(byDefault, 'tstr_ratio')
  const least = table.tstr ?? 0.985
  const again = isFull ? '' : `; real rows drawn again ${said(over(bootstrap, 'tstr_ratio'))}`
  figures.push(
    figure(`${table.name}: TSTR / TRTR at least ${least}`, `${said(useful)}${again}`, useful.mean >= least),
  )
  if (table.name === 'adult') {
    atMost('shape error, percent,', byDefault, 'shape_error', 0.6)
    atMost('trend error, percent,', byDefault, 'trend_error', 1.25)
  }
  if (isFull) {
    atMost('identical rows', byDefault, 'exact_match', over(byDefault, 'exact_match_holdout').mean, 5)
    atMost('copy index', byDefault, 'copy_index', 0.35)
    atMost('copy index with --privacy high', high, 'copy_index', 0.12)
    atMost('C2ST with --privacy high', high, 'c2st_auc_holdout', reference.mean + 0.05)
  }
  for (const [setting, scored] of Object.entries(scores)) {
    const metrics = [
      'c2st_auc_holdout',
      'tstr_ratio',
      'shape_error',
      'trend_error',
      'copy_index',
      'exact_match',
      'exact_match_holdout',
    ]
    rows.push({
      table: table.name,
      setting,
      ...Object.fromEntries(metrics.map(metric => [metric, over(scored, metric)])),
    })
  }
}

printFigures(figures)
writeJson(workPath('results', given.short ? 'fidelity-short.json' : 'fidelity.json'), {
  machine: machine(),
  seeds: given.seeds,
  rows,
  figures,
})
