// Shares of labels as pairs of bars: real above, synthetic below.
import type {Histogram} from '@inferloop/report'
import {percent, percentTick} from './figures.ts'
import type {Pen} from './plot.ts'

type Labels = Extract<Histogram, {type: 'labels'}>

/** Labels beyond these are left out of the plot; the sentence below it says so. */
export const MOST_LABELS = 15

/** As high as a histogram, so that plots stand in rows; more where there are many labels. */
const HEIGHT = 150
const BAND = 14
const MARGINS = {marginLeft: 104, marginRight: 18, marginTop: 6, marginBottom: 22}
const PADDING = 0.2
const THICKEST = 9

export function labelsPlot(pen: Pen, said: string, {labels, real, synthetic}: Labels): string {
  const {Plot} = pen
  const rows = labels
    .slice(0, MOST_LABELS)
    .map((label, at) => ({at, label, real: real[at] ?? 0, synthetic: synthetic[at] ?? 0}))
  const title = (row: (typeof rows)[number]) =>
    `${row.label}: ${percent(row.real)} real, ${percent(row.synthetic)} synthetic`
  const height = Math.max(HEIGHT, MARGINS.marginTop + MARGINS.marginBottom + BAND * rows.length)
  const band = ((height - MARGINS.marginTop - MARGINS.marginBottom) * (1 - PADDING)) / (rows.length + PADDING)
  const thick = Math.min(THICKEST, band / 2)
  const [near, far] = [band / 2 - thick, band / 2]
  return pen.svg(said, {
    width: 320,
    height,
    ...MARGINS,
    x: {label: null, ticks: 3, tickSize: 0, tickPadding: 6, tickFormat: percentTick, grid: true},
    y: {label: null, type: 'band', domain: rows.map(({at}) => at), padding: PADDING},
    marks: [
      Plot.axisY({
        tickSize: 0,
        tickPadding: 6,
        lineWidth: 8.6,
        textOverflow: 'ellipsis',
        tickFormat: (at: number) => rows[at]?.label,
      }),
      Plot.barX(rows, {
        y: 'at',
        x: 'real',
        fill: 'var(--real)',
        stroke: 'var(--real-edge)',
        strokeWidth: 0.75,
        insetTop: near,
        insetBottom: far,
        title,
      }),
      Plot.barX(rows, {
        y: 'at',
        x: 'synthetic',
        fill: 'var(--synthetic)',
        insetTop: far,
        insetBottom: near,
        title,
      }),
      Plot.ruleX([0], {stroke: 'var(--axis)'}),
    ],
  })
}
