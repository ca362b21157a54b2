// Risks with their 95 % intervals, one row each, on a line from none to certain.
import {percent, percentTick} from './figures.ts'
import type {Pen} from './plot.ts'

export interface RiskRow {
  readonly name: string
  readonly risk: number
  readonly low: number
  readonly high: number
}

/** The scale ends at a round share beyond the highest interval, so that small risks can be told apart. */
export function riskPlot(pen: Pen, said: string, rows: readonly RiskRow[]): string {
  const {Plot} = pen
  const most = Math.max(...rows.map(({high}) => high))
  const end = [0.1, 0.2, 0.5, 1].find(bound => bound >= most) ?? 1
  const marked = rows.map((row, at) => ({...row, at}))
  return pen.svg(said, {
    width: 320,
    height: 44 + 22 * rows.length,
    marginLeft: 104,
    marginRight: 18,
    marginTop: 8,
    marginBottom: 28,
    x: {
      domain: [0, end],
      ticks: 4,
      tickSize: 0,
      tickPadding: 6,
      label: null,
      grid: true,
      tickFormat: percentTick,
    },
    y: {type: 'point', domain: marked.map(({at}) => at), label: null, padding: 0.6},
    marks: [
      Plot.axisY({
        tickSize: 0,
        tickPadding: 6,
        lineWidth: 8.6,
        textOverflow: 'ellipsis',
        tickFormat: (at: number) => marked[at]?.name,
      }),
      Plot.ruleX([0], {stroke: 'var(--axis)'}),
      Plot.ruleY(marked, {
        y: 'at',
        x1: 'low',
        x2: 'high',
        stroke: 'var(--synthetic)',
        strokeWidth: 4,
        strokeOpacity: 0.4,
        strokeLinecap: 'round',
      }),
      Plot.dot(marked, {
        y: 'at',
        x: 'risk',
        r: 4,
        fill: 'var(--synthetic)',
        title: ({name, risk, low, high}) =>
          `${name}: ${percent(risk)}, between ${percent(low)} and ${percent(high)}`,
      }),
    ],
  })
}
