// The closing table: what was made, and how close each column's distribution came.
import {counted} from '@inferloop/contract'
import {sizeSaid} from '@inferloop/files'
import type {GenerateResult, MadeColumn} from '../services/generate-options.ts'
import {printableLine} from './printable.ts'
import {count, secondsSaid} from './amounts.ts'
import {tableLines} from './table.ts'
import type {Theme} from './theme.ts'

/** Of wider tables the columns with the lowest scores are shown. */
const MOST_COLUMNS = 40

export function closingText(result: GenerateResult, theme: Theme): string {
  const {output, rows, columns, bytes, generator, seed, privacy, seconds, learntFrom, savedModel, card} =
    result
  const made = output === '-' ? 'standard output' : output
  const lines = [
    `${theme.name(printableLine(made))}  ${counted(rows, 'row')}, ${counted(columns.length, 'column')}, ${sizeSaid(bytes)}, in ${secondsSaid(seconds.total)}`,
    theme.quiet(
      `learnt from ${sampleSaid(learntFrom)}${printableLine(learntFrom.file)} by ${generator.name}, privacy ${privacy}, seed ${seed}`,
    ),
  ]
  if (savedModel !== null)
    lines.push(`${theme.name(printableLine(savedModel.path))}  the model, ${sizeSaid(savedModel.bytes)}`)
  if (card !== null) lines.push(`${theme.name(printableLine(card))}  the data card`)
  return [...lines, '', ...columnLines(columns, theme), '', ...meaning(result, theme)].join('\n')
}

/** `1,000 of 20,000 rows of `, where not all were learnt from. */
const sampleSaid = ({rows, sampledRows}: GenerateResult['learntFrom']): string =>
  sampledRows === undefined ? '' : `${count(sampledRows)} of ${counted(rows, 'row')} of `

function columnLines(columns: readonly MadeColumn[], theme: Theme): string[] {
  const few =
    columns.length <= MOST_COLUMNS
      ? columns
      : columns.toSorted((a, b) => (a.score ?? 2) - (b.score ?? 2)).slice(0, MOST_COLUMNS)
  const [heading, ...lines] = tableLines(
    [
      ['column', 'kind', 'closeness', 'missing', ''],
      ...few.map(column => [
        column.name,
        column.kind,
        column.score === null ? '-' : column.score.toFixed(3),
        missing(column),
        column.metric ?? ORIGIN[column.kind] ?? '',
      ]),
    ],
    [2],
  )
  const left = columns.length - few.length
  const rest = left > 0 ? [theme.quiet(`${count(left)} closer ones are left out here; --json lists all`)] : []
  return [theme.title(heading!), ...lines, ...rest]
}

/** Where the cells of a column that is not learnt come from. */
const ORIGIN: Partial<Record<MadeColumn['kind'], string>> = {
  id: 'made anew',
  text: 'made anew from its words',
  constant: 'as it was',
  empty: 'as it was',
}

function missing({missingReal, missingSynthetic}: MadeColumn): string {
  if (missingReal === null || missingSynthetic === null || missingReal + missingSynthetic === 0) return ''
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  return `${percent(missingReal)} → ${percent(missingSynthetic)}`
}

function meaning({score, columns}: GenerateResult, theme: Theme): string[] {
  if (score === null) return [theme.quiet('no column to compare')]
  const drawn = columns.some(({missingReal}) => missingReal !== null)
  const when = drawn ? '' : ' when the model was saved'
  return [
    `mean closeness ${theme.good(score.toFixed(3))}${when}`,
    theme.quiet('1 is the same distribution: 1 minus the Kolmogorov-Smirnov or total variation distance'),
  ]
}
