// The closing text of `infer validate`: the verdict first, then scores, then the columns that need a look.
import {counted} from '@inferloop/contract'
import type {ExplainedColumn} from '@inferloop/report'
import type {ValidateResult} from '../services/validate-report.ts'
import {count, secondsSaid} from './amounts.ts'
import {printableLine} from './printable.ts'
import {tableLines} from './table.ts'
import type {Theme} from './theme.ts'

const MOST_COLUMNS = 15
/** Scores below this are shown with their reasons. */
const LOW = 0.95

export function judgementText(result: ValidateResult, theme: Theme): string {
  const {verdict, gates, real, synthetic, holdout, outputs, warnings, seconds, baseline} = result
  const passed = gates.filter(gate => gate.passed).length
  const mark = verdict.passed ? theme.good('✔ Passed') : theme.doubtful('✖ Failed')
  const held = holdout === null ? '' : `, ${counted(holdout.rows, 'row')} held out`
  return [
    `${mark}  ${passed} of ${counted(gates.length, 'gate')}, in ${secondsSaid(seconds.total)}`,
    theme.quiet(
      `${printableLine(synthetic.file)}, ${counted(synthetic.rows, 'row')}, against ${printableLine(real.file)}, ${counted(real.rows, 'row')}${held}`,
    ),
    '',
    ...verdict.sentences.map(said => printableLine(said)),
    '',
    ...titled(scoreLines(result), theme, [1]),
    '',
    ...columnLines(result.columns, theme),
    ...(baseline === null ? [] : ['', ...titled(changeLines(baseline.changes), theme, [1, 2, 3])]),
    ...(warnings.length === 0
      ? []
      : ['', ...warnings.map(({message}) => theme.doubtful(`! ${printableLine(message)}`))]),
    ...(outputs.length === 0
      ? []
      : ['', ...outputs.map(({path}) => `${theme.name(printableLine(path))}  the report`)]),
  ].join('\n')
}

function titled(rows: string[][], theme: Theme, right: readonly number[]): string[] {
  const [heading, ...lines] = tableLines(rows, right)
  return [theme.title(heading!), ...lines]
}

function scoreLines({
  quality,
  diagnostic,
  accuracy,
  detection,
  utility,
  privacy,
}: ValidateResult): string[][] {
  const {overall} = accuracy
  return [
    ['score', '', ''],
    [
      'quality',
      fixed(quality.score),
      `column shapes ${fixed(quality.columnShapes)}, pair trends ${fixed(quality.columnPairTrends)}${related(quality)}; 1 is best`,
    ],
    ['diagnostic', fixed(diagnostic.score), 'valid values and the same structure; 1 is best'],
    ...(overall === null
      ? []
      : [
          [
            'accuracy',
            fixed(overall.score),
            `of single columns, pairs and triples; real rows would have ${fixed(overall.reachable)}`,
          ],
        ]),
    ...detection.map(({against, boosted, logistic}) => [
      'detection',
      fixed(boosted),
      `AUC of boosted trees against ${against}; 0.5 is best; logistic regression ${fixed(logistic)}`,
    ]),
    ...utility.map(({target, synthetic, real}) => [
      'utility',
      fixed(synthetic.auc ?? synthetic.r2 ?? null),
      `${synthetic.auc === undefined ? 'R²' : 'AUC'} of "${target}" learnt from synthetic rows; from real rows ${fixed(real.auc ?? real.r2 ?? null)}`,
    ]),
    [
      'identical rows',
      fixed(privacy.identical.share),
      `natural for this table: ${fixed(privacy.identical.natural)}`,
    ],
    ...(privacy.holdout === null
      ? []
      : [
          [
            'copy index',
            fixed(privacy.holdout.copyIndex),
            `± ${fixed(privacy.holdout.standardError)}; 0 no copying, 1 a copy`,
          ],
          [
            'membership',
            fixed(privacy.holdout.membership?.auc ?? null),
            'AUC of an attack that asks who was in the table; 0.5 is a guess',
          ],
        ]),
    ...(privacy.singlingOut === null
      ? []
      : [
          [
            'singling out',
            fixed(privacy.singlingOut.risk),
            `risk${privacy.holdout === null ? ' over guessing' : ''}, between ${privacy.singlingOut.interval.map(fixed).join(' and ')}`,
          ],
        ]),
  ]
}

/** What SDMetrics would say of the pairs by default. */
const related = ({sdmetricsDefault: {pairs, columnPairTrends}}: ValidateResult['quality']): string =>
  pairs === 0 ? '' : ` (${fixed(columnPairTrends)} over the ${count(pairs)} closely related)`

function columnLines(columns: readonly ExplainedColumn[], theme: Theme): string[] {
  const worst = columns.toSorted((a, b) => lowest(a) - lowest(b)).slice(0, MOST_COLUMNS)
  const lines = titled(
    [
      ['column', 'kind', 'shape', 'valid', 'missing'],
      ...worst.map(({name, kind, shape, validity, missing}) => [
        name,
        kind,
        fixed(shape?.score ?? null),
        fixed(validity?.score ?? null),
        fixed(missing.score),
      ]),
    ],
    theme,
    [2, 3, 4],
  )
  const left = columns.length - worst.length
  const rest = left > 0 ? [theme.quiet(`${count(left)} better ones are left out here; --json lists all`)] : []
  const reasons = worst
    .filter(column => lowest(column) < LOW)
    .flatMap(({name, why}) => why.map(said => `  ${printableLine(name)}: ${printableLine(said)}`))
  return [...lines, ...rest, ...(reasons.length === 0 ? [] : ['', theme.title('why'), ...reasons])]
}

const lowest = ({shape, validity, missing, traits}: ExplainedColumn): number =>
  Math.min(
    shape?.score ?? 1,
    validity?.score ?? 1,
    missing.score ?? 1,
    ...traits.map(({score}) => score ?? 1),
  )

const MOST_CHANGES = 10

function changeLines(
  changes: readonly {name: string; before: number | null; now: number | null; worse: number}[],
): string[][] {
  const most = changes.toSorted((a, b) => Math.abs(b.worse) - Math.abs(a.worse)).slice(0, MOST_CHANGES)
  return [
    ['since the baseline', 'before', 'now', 'worse by'],
    ...most.map(({name, before, now, worse}) => [name, fixed(before), fixed(now), worse.toFixed(3)]),
  ]
}

const fixed = (value: number | null): string => (value === null ? '-' : value.toFixed(3))
