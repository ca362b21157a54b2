// The privacy dial over four tables: fidelity against copying, as a table and an SVG chart in docs/.
// node bench/pareto.mjs --data DIR [--python PATH] [--seeds 5] [--jobs 1] [--short]
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {paretoChart} from './pareto-chart.mjs'
import {over, said, scoreAll, SETTINGS} from './scores.mjs'
import {benchArguments, DIAL_TABLES, machine, ROOT} from './setup.mjs'
import {writeBetween} from './documents.mjs'

const given = benchArguments()
const scores = await scoreAll(SETTINGS, {...given, tables: DIAL_TABLES.join(',')})
const points = Object.entries(scores).flatMap(([table, settings]) =>
  Object.entries(settings).map(([setting, scored]) => ({
    table,
    setting,
    c2st: over(scored, 'c2st_auc_holdout'),
    copy: over(scored, 'copy_index'),
    useful: over(scored, 'tstr_ratio'),
    identical: over(scored, 'exact_match'),
    natural: over(scored, 'exact_match_holdout'),
  })),
)

const percent = ({mean}) => `${(100 * mean).toFixed(2)} %`
const called = setting =>
  setting === 'bootstrap' ? 'rows drawn again (reference)' : `\`--privacy ${setting}\``
const {date, node} = machine()
const lines = [
  '![Fidelity against copying at each level of the dial](privacy-dial.svg)',
  '',
  '| table | setting | C2ST against held-out rows (0.5 best) | copy index (0 best) | TSTR / TRTR | identical rows (natural rate) |',
  '| --- | --- | --- | --- | --- | --- |',
  ...points.map(
    ({table, setting, c2st, copy, useful, identical, natural}) =>
      `| ${table} | ${called(setting)} | ${said(c2st)} | ${said(copy, 2)} | ${said(useful)} | ${percent(identical)} (${percent(natural)}) |`,
  ),
  '',
  `Mean ± standard error of ${given.seeds} seeds; measured ${date} on Node ${node} by \`bench/pareto.mjs\`.`,
]
if (given.short) console.log(lines.join('\n'))
else {
  writeBetween('docs/privacy.md', 'dial', lines.join('\n'))
  writeFileSync(join(ROOT, 'docs/privacy-dial.svg'), paretoChart(points))
}
