// How well the dependence of each two columns was kept, as a triangle of cells.
import type {JudgedPair} from '@inferloop/report'
import {score} from './figures.ts'
import type {Pen} from './plot.ts'

/** More columns than these do not fit a page; then those of the worst pairs are drawn. */
export const MOST_COLUMNS = 60
const OF_MANY = 30

/** Up to here a cell is wide enough for its number. */
const NUMBERED = 14
const WIDEST = 720
const RIGHT = 8

/** Names below cells narrower than this stand upright. */
const STEEP = 18

/** Names are cut beyond these; the width of a letter is a guess that wide ones do not keep. */
const MOST_LETTERS = 18
const LETTER = 6

/** Bounds of the colours `--heat-0` (worst) to `--heat-6`. */
export const HEAT_BOUNDS = [0.5, 0.7, 0.8, 0.9, 0.95, 0.98]

/** Columns to draw, in the order of the table: all, or of too many those of the worst pairs. */
export function heatmapColumns(names: readonly string[], pairs: readonly JudgedPair[]): readonly string[] {
  const paired = new Set(pairs.flatMap(({columns}) => columns))
  const all = names.filter(name => paired.has(name))
  if (all.length <= MOST_COLUMNS) return all
  const chosen = new Set<string>()
  for (const {columns} of worstFirst(pairs)) {
    if (chosen.size + columns.filter(name => !chosen.has(name)).length > OF_MANY) break
    for (const name of columns) chosen.add(name)
  }
  return all.filter(name => chosen.has(name))
}

/** Pairs that have a score, the lowest first; ties by name, so that the same pairs always come in the same order. */
export const worstFirst = (pairs: readonly JudgedPair[]): JudgedPair[] =>
  pairs
    .filter(pair => pair.score !== null)
    .sort(
      (a, b) =>
        a.score! - b.score! || compare(a.columns[0], b.columns[0]) || compare(a.columns[1], b.columns[1]),
    )

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export function pairHeatmap(
  pen: Pen,
  said: string,
  columns: readonly string[],
  pairs: readonly JudgedPair[],
): string {
  const {Plot} = pen
  const place = new Map(columns.map((name, at) => [name, at]))
  const cells = pairs.flatMap(({columns: [a, b], score: value}) => {
    const [x, y] = [place.get(a), place.get(b)]
    if (x === undefined || y === undefined) return []
    return [{x: Math.min(x, y), y: Math.max(x, y), value, title: `${a} and ${b}: ${score(value)}`}]
  })
  const last = columns.length - 1
  const longest = Math.min(MOST_LETTERS, Math.max(...columns.map(name => name.length)))
  const left = 16 + LETTER * longest
  const cell = Math.max(10, Math.min(46, (WIDEST - left - RIGHT) / last))
  const bottom = 18 + (cell < STEEP ? 1 : 0.75) * LETTER * longest
  const axis = {
    tickSize: 0,
    tickPadding: 5,
    lineWidth: 9.5,
    textOverflow: 'ellipsis',
    fontSize: Math.max(8.5, Math.min(11, cell - 2)),
    tickFormat: (at: number) => columns[at],
  } as const
  return pen.svg(said, {
    width: left + RIGHT + cell * last,
    height: bottom + 10 + cell * last,
    marginLeft: left,
    marginRight: RIGHT,
    marginTop: 10,
    marginBottom: bottom,
    x: {type: 'band', label: null, domain: Array.from({length: last}, (_, at) => at), padding: 0},
    y: {type: 'band', label: null, domain: Array.from({length: last}, (_, at) => at + 1), padding: 0},
    color: {
      type: 'threshold',
      domain: HEAT_BOUNDS,
      range: Array.from({length: HEAT_BOUNDS.length + 1}, (_, step) => `var(--heat-${step})`),
      unknown: 'var(--heat-unknown)',
    },
    marks: [
      Plot.axisX({...axis, tickRotate: cell < STEEP ? -90 : -45}),
      Plot.axisY(axis),
      Plot.cell(cells, {x: 'x', y: 'y', fill: 'value', inset: cell > 20 ? 1 : 0.5, title: 'title'}),
      ...(columns.length > NUMBERED
        ? []
        : [
            Plot.text(cells, {
              x: 'x',
              y: 'y',
              text: ({value}: {value: number | null}) =>
                value === null ? '' : value.toFixed(2).replace(/^0/, ''),
              fill: ({value}: {value: number | null}) =>
                (value ?? 1) < HEAT_BOUNDS[1]! ? 'var(--heat-ink-low)' : 'var(--heat-ink)',
              fontSize: 10,
              pointerEvents: 'none',
            }),
          ]),
    ],
  })
}
