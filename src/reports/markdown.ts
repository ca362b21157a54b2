// The report as Markdown, for a pull request or a job summary: verdict, gates, scores, the columns that need a look.
import {counted, withCommas} from '@inferloop/contract'
import type {JudgedColumn} from '@inferloop/report'
import type {ValidateReport} from '../services/validate-report.ts'
import {printableLine} from '../ui/printable.ts'

/** Columns listed, the lowest scores first. */
const MOST_COLUMNS = 50

export function reportMarkdown(report: ValidateReport): string {
  const {verdict, gates, warnings, real, synthetic, holdout, infer, seed} = report
  const files = [
    `**${cell(synthetic.file)}** (${rows(synthetic.rows)}) against **${cell(real.file)}** (${rows(real.rows)})`,
    ...(holdout === null ? [] : [`held out: **${cell(holdout.file)}** (${rows(holdout.rows)})`]),
  ]
  return `${[
    `<!-- infer validate -->`,
    `# ${verdict.passed ? '✅ Passed' : '❌ Failed'}`,
    '',
    files.join(', '),
    '',
    ...verdict.sentences.map(said => `- ${cell(said)}`),
    '',
    '## Gates',
    '',
    table(
      ['', 'gate', 'found'],
      gates.map(({passed, name, said}) => [passed ? '✅' : '❌', name, said]),
    ),
    '',
    '## Scores',
    '',
    table(['', 'score', ''], scores(report)),
    '',
    '## Columns',
    '',
    ...columns(report.columns),
    ...(warnings.length === 0
      ? []
      : ['', '## To keep in mind', '', ...warnings.map(({message}) => `- ${cell(message)}.`)]),
    '',
    `infer ${infer}, seed ${seed}`,
  ].join('\n')}\n`
}

function scores({quality, diagnostic, accuracy, detection, utility, privacy}: ValidateReport): string[][] {
  const {overall} = accuracy
  return [
    [
      'quality',
      fixed(quality.score),
      `shapes ${fixed(quality.columnShapes)}, pairs ${fixed(quality.columnPairTrends)}`,
    ],
    ['diagnostic', fixed(diagnostic.score), 'SDMetrics: valid values, same structure'],
    ...(overall === null
      ? []
      : [
          [
            'accuracy',
            fixed(overall.score),
            `${fixed(overall.reachable)} is what as many real rows would have`,
          ],
        ]),
    ...detection.map(({against, boosted, logistic}) => [
      'detection',
      fixed(boosted),
      `AUC against ${against}, 0.5 is best; logistic regression ${fixed(logistic)}`,
    ]),
    ...utility.map(({target, synthetic, real}) => [
      `utility of ${target}`,
      fixed(synthetic.auc ?? synthetic.r2 ?? null),
      `${synthetic.auc === undefined ? 'R²' : 'AUC'}; trained on real rows ${fixed(real.auc ?? real.r2 ?? null)}`,
    ]),
    ['identical rows', fixed(privacy.identical.share), `natural: ${fixed(privacy.identical.natural)}`],
    ...(privacy.holdout === null
      ? []
      : [
          [
            'copy index',
            fixed(privacy.holdout.copyIndex),
            `± ${fixed(privacy.holdout.standardError)}; 0 no copying, 1 a copy`,
          ],
          ['membership', fixed(privacy.holdout.membership?.auc ?? null), 'AUC of an attack, 0.5 is a guess'],
        ]),
  ]
}

function columns(all: ValidateReport['columns']): string[] {
  const worst = all.toSorted((a, b) => scoreOf(a) - scoreOf(b)).slice(0, MOST_COLUMNS)
  const lines = worst.map(column => [
    column.name,
    column.kind,
    fixed(column.shape?.score ?? null),
    fixed(column.validity?.score ?? null),
    fixed(column.missing.score),
    column.why.join(' '),
  ])
  const left = all.length - worst.length
  const rest = left > 0 ? ['', `${withCommas(left)} better ones are left out.`] : []
  return [table(['column', 'kind', 'shape', 'validity', 'missing', 'why'], lines), ...rest]
}

const scoreOf = ({shape, validity, missing}: JudgedColumn): number =>
  Math.min(shape?.score ?? 1, validity?.score ?? 1, missing.score ?? 1)

function table(heading: readonly string[], lines: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`
  return [line(heading), `|${' --- |'.repeat(heading.length)}`, ...lines.map(line)].join('\n')
}

/** Text of strangers in a cell: no line breaks, no marks of Markdown or HTML. */
const cell = (text: string): string =>
  printableLine(text).replaceAll(/[\\`*_{}[\]<>|~#]/g, mark => `&#${mark.codePointAt(0)!};`)

const rows = (count: number): string => counted(count, 'row')

const fixed = (value: number | null): string => (value === null ? '–' : value.toFixed(3))
