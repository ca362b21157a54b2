// Two distributions over numbers or instants: the real one filled, the synthetic one as a line above it.
import type {Pen} from './plot.ts'
import {percentTick, tick} from './figures.ts'

export interface Distributions {
  /** Bin edges, one more than there are shares. */
  readonly edges: readonly number[]
  /** Shares by bin; the first is filled, the second a line. Null where there is nothing to compare with. */
  readonly real: readonly number[] | null
  readonly synthetic: readonly number[]
}

/** Where one bin holds more than this, the others would not be seen. */
const CROWDED = 0.6

/** Whether heights are drawn as square roots, so that small shares beside a large one can be seen. */
export const isCrowded = ({real, synthetic}: Distributions): boolean =>
  synthetic.length > 2 && Math.max(...(real ?? []), ...synthetic) > CROWDED

/** Bins of one width are drawn as shares, others as shares over width, so that areas compare. */
export function histogramPlot(pen: Pen, said: string, data: Distributions, time = false): string {
  const {Plot} = pen
  const {edges, times} = drawable(data.edges)
  const widths = edges.slice(1).map((edge, at) => edge - edges[at]!)
  const typical = (edges.at(-1)! - edges[0]!) / widths.length
  const even = widths.every(width => Math.abs(width - typical) <= 0.01 * typical)
  const heights = (shares: readonly number[]) =>
    even ? shares : shares.map((share, at) => (widths[at]! > 0 ? (share * typical) / widths[at]! : 0))
  const outline = (shares: readonly number[]) => stairs(edges, heights(shares), time)
  return pen.svg(said, {
    width: 320,
    height: 150,
    marginLeft: 40,
    marginRight: 12,
    marginTop: 10,
    marginBottom: 22,
    x: {
      type: time ? 'utc' : 'linear',
      label: null,
      ticks: 4,
      tickSize: 0,
      tickPadding: 6,
      ...(time ? {} : {tickFormat: (value: number) => tick(value * times)}),
    },
    y: {
      ...(isCrowded(data) ? {type: 'sqrt'} : {}),
      label: null,
      ticks: 3,
      tickSize: 0,
      tickPadding: 6,
      tickFormat: even ? percentTick : () => '',
      nice: true,
      grid: true,
    },
    marks: [
      ...(data.real === null
        ? []
        : [
            Plot.areaY(outline(data.real), {
              x: 'x',
              y1: 0,
              y2: 'y',
              fill: 'var(--real)',
              stroke: 'var(--real-edge)',
              strokeWidth: 0.75,
            }),
          ]),
      Plot.lineY(outline(data.synthetic), {
        x: 'x',
        y: 'y',
        stroke: 'var(--synthetic)',
        strokeWidth: 1.75,
        strokeLinejoin: 'round',
      }),
      Plot.ruleY([0], {stroke: 'var(--axis)'}),
    ],
  })
}

/** The last millisecond a Date can hold. */
const LAST_INSTANT = 8.64e15

/** The line around the bars, from the floor to the floor. */
function stairs(edges: readonly number[], heights: readonly number[], time: boolean) {
  const at = (edge: number) => (time ? new Date(Math.max(-LAST_INSTANT, Math.min(LAST_INSTANT, edge))) : edge)
  return [
    {x: at(edges[0]!), y: 0},
    ...heights.flatMap((y, bin) => [
      {x: at(edges[bin]!), y},
      {x: at(edges[bin + 1]!), y},
    ]),
    {x: at(edges.at(-1)!), y: 0},
  ]
}

/** Edges whose range a scale can hold, and what they were divided by: one point is widened, a range beyond all numbers shrunk. */
function drawable(edges: readonly number[]): {readonly edges: readonly number[]; readonly times: number} {
  const [first, last] = [edges[0]!, edges.at(-1)!]
  if (last - first > 0) {
    const times = Number.isFinite(last - first) ? 1 : 4
    return {edges: times === 1 ? edges : edges.map(edge => edge / times), times}
  }
  const room = Math.abs(first) / 100 || 0.5
  return {edges: edges.map((_, at) => first + room * ((2 * at) / (edges.length - 1) - 1)), times: 1}
}
