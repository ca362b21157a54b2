// The columns, worst first: those that are drawn, with the reasons of their scores, and all of them as a table.
import type {ExplainedColumn, Histogram, Named, Trait} from '@inferloop/report'
import {count} from '../../ui/amounts.ts'
import {UNKNOWN, percent, score} from './figures.ts'
import {histogramPlot, isCrowded} from './histogram-plot.ts'
import {MOST_LABELS, labelsPlot} from './labels-plot.ts'
import type {Pen} from './plot.ts'
import {type Tone, toneOf} from './tone.ts'

/** Columns beyond these stand in the table only, so that a table of thousands is a page and not a book. */
export const MOST_DRAWN = 60

export interface ColumnView {
  readonly id: string
  readonly name: string
  readonly kind: string
  /** The score the column is known by, then others that are low. */
  readonly chips: readonly Chip[]
  /** Null where there is nothing to draw, as for ids. */
  readonly plot: string | null
  /** What the plot leaves out, or why there is none. */
  readonly note: string | null
  /** Sentences in parts, of which those that are to be typed are set apart. */
  readonly why: readonly (readonly Part[])[]
  /** Shares such as missing cells and zeros, where they are not the same on both sides. */
  readonly traits: readonly string[]
  readonly scores: readonly Chip[]
}

interface Part {
  readonly text: string
  readonly typed: boolean
}

export interface Chip {
  readonly name: string
  readonly value: string
  readonly tone: Tone
}

export interface ColumnRow {
  readonly name: string
  /** Id of the column's plot; null where it has none. */
  readonly link: string | null
  readonly kind: string
  readonly cells: readonly {readonly value: string; readonly tone: Tone}[]
}

export interface ColumnsView {
  /** Columns with a reason to look at them. */
  readonly doubtful: readonly ColumnView[]
  readonly others: readonly ColumnView[]
  /** How many are in the table only; null where none is. */
  readonly undrawn: string | null
  readonly rows: readonly ColumnRow[]
}

/** Scores below this stand in the heading of their column. */
const LOW = 0.95
const MOST_CHIPS = 3

const TRAITS: Readonly<Record<Trait['trait'], string>> = {
  missing: 'missing',
  zeros: 'zeros',
  spikes: 'repeated values',
  'lower-tail': 'low end',
  'upper-tail': 'high end',
  'off-grid': 'decimals',
  unreadable: 'readable',
}

const KINDS: Readonly<Record<ExplainedColumn['kind'], string>> = {
  numeric: 'number',
  datetime: 'time',
  categorical: 'category',
  boolean: 'yes or no',
  constant: 'constant',
  empty: 'empty',
  id: 'id',
  text: 'free text',
  list: 'list',
}

export function columnsView(pen: Pen, columns: readonly ExplainedColumn[]): ColumnsView {
  const ranked = columns
    .map((column, at) => ({column, at, worst: lowest(column)}))
    .sort(
      (a, b) =>
        Number(b.column.why.length > 0) - Number(a.column.why.length > 0) || a.worst - b.worst || a.at - b.at,
    )
  const drawn = ranked.slice(0, MOST_DRAWN).map(({column, at}) => columnView(pen, column, `column-${at + 1}`))
  return {
    doubtful: drawn.filter(({why}) => why.length > 0),
    others: drawn.filter(({why}) => why.length === 0),
    undrawn: columns.length > drawn.length ? count(columns.length - drawn.length) : null,
    rows: ranked.map(({column, at}, rank) =>
      columnRow(column, rank < MOST_DRAWN ? `column-${at + 1}` : null),
    ),
  }
}

/** The lowest score that says something is wrong; coverage alone does not, for rare labels and outer values are left out on purpose. */
function lowest({shape, validity, missing, traits}: ExplainedColumn): number {
  const scores = [shape?.score, validity?.score, missing.score, ...traits.map(trait => trait.score)]
  return Math.min(1, ...scores.filter(value => typeof value === 'number'))
}

function columnView(pen: Pen, column: ExplainedColumn, id: string): ColumnView {
  const {name, kind, shape, coverage, validity, missing, accuracy, traits, histogram} = column
  const head: Named = shape ?? validity ?? missing
  const scores = [
    ...[shape, coverage, validity, missing].flatMap(named =>
      named === null
        ? []
        : [{name: named.metric, value: score(named.score), tone: toneOf('score', named.score)}],
    ),
    ...(accuracy === null
      ? []
      : [
          {
            name: 'Accuracy, of what is reachable',
            value: `${score(accuracy.score)} of ${score(accuracy.reachable)}`,
            tone: toneOf('reached', accuracy.score / accuracy.reachable),
          },
        ]),
  ]
  return {
    id,
    name,
    kind: KINDS[kind],
    chips: chipsOf(column, head),
    plot: plotOf(pen, name, histogram, head),
    note: noteOf(kind, histogram),
    why: column.why.map(parts),
    traits: traits
      .filter(({real, synthetic}) => real !== synthetic)
      .map(({said}) => said)
      .filter(said => !column.why.some(why => why.includes(said))),
    scores,
  }
}

/** Flags such as `--privacy low` are to be typed. */
const parts = (sentence: string): Part[] =>
  sentence
    .split(/(--[a-z]+(?:-[a-z]+)*(?: (?:low|default|high)\b)?)/)
    .map((text, at) => ({text, typed: at % 2 === 1}))
    .filter(({text}) => text !== '')

/** Named in everyday words; the scores below name the metrics. */
function chipsOf(
  {shape, coverage, validity, missing, traits}: ExplainedColumn,
  head: Named,
): readonly Chip[] {
  const named = [
    {name: 'shape', score: shape?.score, metric: shape?.metric},
    {name: 'coverage', score: coverage?.score, metric: coverage?.metric},
    {name: 'validity', score: validity?.score, metric: validity?.metric},
    {name: 'missing', score: missing.score, metric: missing.metric},
    ...traits
      .filter(({trait}) => trait !== 'missing')
      .map(one => ({name: TRAITS[one.trait], score: one.score, metric: undefined})),
  ]
  const low = named
    .filter(one => typeof one.score === 'number' && one.score < LOW && one.metric !== head.metric)
    .sort((a, b) => a.score! - b.score!)
  const first = named.find(one => one.metric === head.metric)!
  return [first, ...low.slice(0, MOST_CHIPS - 1)].map(one => ({
    name: one.name,
    value: score(one.score),
    tone: toneOf('score', one.score),
  }))
}

function plotOf(
  pen: Pen,
  name: string,
  histogram: Histogram | null,
  {metric, score: value}: Named,
): string | null {
  if (histogram === null || histogram.real.length === 0) return null
  const said = `${name}: real and synthetic shares, ${metric} ${score(value)}`
  return histogram.type === 'labels'
    ? labelsPlot(pen, said, histogram)
    : histogramPlot(pen, said, histogram, histogram.type === 'instants')
}

function noteOf(kind: ExplainedColumn['kind'], histogram: Histogram | null): string | null {
  if (histogram === null || histogram.real.length === 0) {
    if (kind === 'id') return 'Ids are made anew; there is no distribution to compare.'
    if (kind === 'text') return 'Free text is made anew; there is no distribution to compare.'
    return kind === 'empty' ? 'No row has a value.' : 'There are no values to draw.'
  }
  if (histogram.type !== 'labels')
    return isCrowded(histogram) ? 'Heights are square roots, so that small shares can be seen.' : null
  if (histogram.labels.length <= MOST_LABELS) return null
  const rest = (shares: readonly number[]) =>
    percent(shares.slice(MOST_LABELS).reduce((sum, share) => sum + share, 0))
  return `${histogram.labels.length - MOST_LABELS} more with ${rest(histogram.real)} of the real and ${rest(histogram.synthetic)} of the synthetic cells.`
}

/** Headings of the table of all columns, without the name and the kind. */
export const COLUMN_HEADINGS = ['Shape', 'Coverage', 'Validity', 'Missing', 'Accuracy', 'Reachable']

function columnRow(
  {name, kind, shape, coverage, validity, missing, accuracy}: ExplainedColumn,
  link: string | null,
): ColumnRow {
  const scored = [shape, coverage, validity, missing].map(named => ({
    value: named === null ? UNKNOWN : score(named.score),
    tone: toneOf('score', named?.score),
  }))
  const reached = {
    value: score(accuracy?.score),
    tone: toneOf('reached', accuracy === null ? null : accuracy.score / accuracy.reachable),
  }
  return {
    name,
    link,
    kind: KINDS[kind],
    cells: [...scored, reached, {value: score(accuracy?.reachable), tone: 'unknown'}],
  }
}
