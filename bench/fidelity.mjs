// Fidelity and privacy of what `infer generate` makes, against the figures the project promises.
// node bench/fidelity.mjs --data DIR [--python PATH] [--seeds 5] [--jobs 1] [--tables adult,magic] [--short]
import {over, said, scoreAll} from './scores.mjs'
import {benchArguments, figure, machine, printFigures, workPath, writeJson} from './setup.mjs'

const given = benchArguments()
const scores = await scoreAll(['bootstrap', 'default', 'high'], given)
const figures = []
const rows = []

for (const [table, {bootstrap, default: byDefault, high}] of Object.entries(scores)) {
  const reference = over(bootstrap, 'c2st_auc_holdout')
  const atMost = (what, scored, metric, limit, digits = 3) => {
    const value = over(scored, metric)
    figures.push(
      figure(`${table}: ${what} at most ${limit.toFixed(digits)}`, said(value, digits), value.mean <= limit),
    )
  }
  atMost('C2ST against held-out rows', byDefault, 'c2st_auc_holdout', reference.mean + 0.01)
  const useful = over(byDefault, 'tstr_ratio')
  figures.push(figure(`${table}: TSTR / TRTR at least 0.985`, said(useful), useful.mean >= 0.985))
  if (table === 'adult') {
    atMost('shape error, percent,', byDefault, 'shape_error', 0.6)
    atMost('trend error, percent,', byDefault, 'trend_error', 1.25)
  }
  atMost('identical rows', byDefault, 'exact_match', over(byDefault, 'exact_match_holdout').mean, 5)
  atMost('copy index', byDefault, 'copy_index', 0.35)
  atMost('copy index with --privacy high', high, 'copy_index', 0.12)
  atMost('C2ST with --privacy high', high, 'c2st_auc_holdout', reference.mean + 0.05)
  for (const [setting, scored] of Object.entries({bootstrap, default: byDefault, high})) {
    const metrics = [
      'c2st_auc_holdout',
      'tstr_ratio',
      'shape_error',
      'trend_error',
      'copy_index',
      'exact_match',
      'exact_match_holdout',
    ]
    rows.push({table, setting, ...Object.fromEntries(metrics.map(metric => [metric, over(scored, metric)]))})
  }
}

printFigures(figures)
writeJson(workPath('results', given.short ? 'fidelity-short.json' : 'fidelity.json'), {
  machine: machine(),
  seeds: given.seeds,
  rows,
  figures,
})
