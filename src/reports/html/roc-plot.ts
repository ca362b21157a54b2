// ROC curves of the classifiers that try to tell synthetic rows from real ones; the diagonal is guessing.
import type {Detection} from '@inferloop/report'
import {percentTick} from './figures.ts'
import type {Pen} from './plot.ts'

/** One line a curve: that against held-out rows, the fairer question, stands out where there is one. */
export const ROC_STROKES = {'held-out rows': 'var(--synthetic)', 'training rows': 'var(--second)'} as const

export function rocPlot(pen: Pen, said: string, detections: readonly Detection[]): string {
  const {Plot} = pen
  return pen.svg(said, {
    width: 320,
    height: 310,
    marginLeft: 44,
    marginRight: 14,
    marginTop: 26,
    marginBottom: 36,
    x: {
      domain: [0, 1],
      ticks: 4,
      tickSize: 0,
      tickPadding: 6,
      tickFormat: percentTick,
      label: 'real rows taken for synthetic',
      labelAnchor: 'center',
      labelArrow: 'none',
      grid: true,
    },
    y: {
      domain: [0, 1],
      ticks: 4,
      tickSize: 0,
      tickPadding: 6,
      tickFormat: percentTick,
      label: 'synthetic rows found',
      labelAnchor: 'top',
      labelArrow: 'none',
      grid: true,
    },
    marks: [
      Plot.areaY(detections.at(-1)?.curve ?? [], {
        x,
        y1: x,
        y2: y,
        fill: 'var(--synthetic)',
        fillOpacity: 0.12,
      }),
      Plot.line(
        [
          [0, 0],
          [1, 1],
        ] as const,
        {x, y, stroke: 'var(--axis)', strokeDasharray: '3 3'},
      ),
      ...detections.map(({curve, against}) =>
        Plot.line(curve, {x, y, stroke: ROC_STROKES[against], strokeWidth: 2, strokeLinejoin: 'round'}),
      ),
    ],
  })
}

type Point = readonly [number, number]
const x = (point: Point): number => point[0]
const y = (point: Point): number => point[1]
