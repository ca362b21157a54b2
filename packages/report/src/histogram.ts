// Shares by bin or label on both sides, for a plot.
import type {ComparedColumn, ComparedLabels, ComparedNumbers} from '@inferloop/contract'
import type {Histogram} from './judgement.ts'
import type {SortedSides} from './sorted-sides.ts'
import {timeEdges} from './time-edges.ts'

const BINS = 30
/** Rounding may give a few more. */
const MOST_BINS = 4 * BINS
const HALF_DAY = 12 * 3_600_000
const MOST_LABELS = 15
/** The plot ends at these quantiles of both sides together; what lies beyond is counted in the end bins. */
const OUTER = 0.002

/** `sorted` are the values of a column of numbers or instants. Null for ids and free text, and where no value is there to draw. */
export function histogramOf(column: ComparedColumn, sorted: SortedSides | undefined): Histogram | null {
  if ('schema' in column) return sorted === undefined ? null : ofNumbers(column, sorted)
  return 'labels' in column ? ofLabels(column) : null
}

function ofNumbers({kind, schema}: ComparedNumbers, sides: SortedSides): Histogram | null {
  const sorted = [sides.real, sides.synthetic]
  const filled = sorted.filter(values => values.length > 0)
  if (filled.length === 0) return null
  const low = Math.min(...filled.map(values => quantile(values, outer(values.length))))
  const high = Math.max(...filled.map(values => quantile(values, 1 - outer(values.length))))
  const edges =
    kind === 'numeric' ? numberEdges(low, high, schema.step) : instantEdges(low, high, schema.step)
  const [real, synthetic] = sorted.map(values => sharesIn(edges, values))
  return {type: kind === 'numeric' ? 'numbers' : 'instants', edges, real: real!, synthetic: synthetic!}
}

const quantile = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!

/** At most about 30 bins of a round width, in whole steps of the column's grid where it is coarse; of single grid values they lie around these. */
function numberEdges(low: number, high: number, step: number): number[] {
  if (low === high) {
    const half = Math.max(Math.abs(low) * 0.05, 0.5)
    return [low - half, low + half].map(edge => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, edge)))
  }
  const width = roundWidth((high - low) / BINS)
  const whole = step > 0 ? Math.max(1, Math.round(width / step)) * step : width
  const start = whole <= step ? low - step / 2 : Math.floor(low / whole) * whole
  const bins = Math.floor((high - start) / whole) + 1
  if (!(bins <= MOST_BINS)) return evenEdges(low, high)
  const edges = Array.from({length: bins + 1}, (_, i) => Number((start + i * whole).toPrecision(15)))
  return ascending(edges) ? edges : evenEdges(low, high)
}

function instantEdges(low: number, high: number, step: number): number[] {
  if (low === high) return [low - HALF_DAY, low + HALF_DAY]
  const edges = timeEdges(low, high, {step, most: BINS})
  return ascending(edges) ? edges : evenEdges(low, high)
}

/** For values whose distance overflows or is lost in their size. */
function evenEdges(low: number, high: number): number[] {
  const edges = Array.from({length: BINS + 1}, (_, i) => low * (1 - i / BINS) + high * (i / BINS))
  return ascending(edges) ? edges : [low, high]
}

const ascending = (edges: readonly number[]): boolean =>
  edges.length > 1 && edges.every((edge, i) => Number.isFinite(edge) && (i === 0 || edge > edges[i - 1]!))

/** The nearest of 1, 2, 2.5 and 5 times a power of ten, from above. */
function roundWidth(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width))
  return power * ([1, 2, 2.5, 5].find(nice => nice * power >= width * 0.999) ?? 10)
}

function sharesIn(edges: readonly number[], sorted: Float64Array): number[] {
  const last = edges.length - 2
  const shares = new Array<number>(last + 1).fill(0)
  let bin = 0
  for (const value of sorted) {
    while (bin < last && value >= edges[bin + 1]!) bin++
    shares[bin]! += 1 / sorted.length
  }
  return shares
}

/** Cells a real label needs to be named: a report goes to people who may not see the table. */
const LEAST_CELLS = 5

/** At least so many values lie in each end bin, of few values a quarter. */
const outer = (count: number): number => Math.max(OUTER, Math.min(0.25, LEAST_CELLS / count))

function ofLabels({cells, labels, known, scale = []}: ComparedLabels): Histogram | null {
  if (labels.length === 0) return null
  const held = new Uint32Array(known)
  for (const code of cells.real) if (code < known) held[code]!++
  // Real labels come most frequent first.
  const common = held.findLastIndex(count => count >= LEAST_CELLS) + 1
  const shown = Math.min(common, labels.length <= MOST_LABELS ? labels.length : MOST_LABELS - 1)
  const others = labels.length > shown
  const shares = (codes: Uint32Array) => {
    const counts = new Array<number>(shown + (others ? 1 : 0)).fill(0)
    let total = 0
    for (const code of codes) {
      if (code === labels.length) continue
      counts[Math.min(code, shown)]!++
      total++
    }
    return counts.map(count => (total === 0 ? 0 : count / total))
  }
  // Labels in their order, those off it after them.
  const stepOf = (code: number) => (scale.indexOf(labels[code]!) + scale.length + 1) % (scale.length + 1)
  const drawn = [...labels.slice(0, shown).keys()].toSorted((a, b) => stepOf(a) - stepOf(b) || a - b)
  const inOrder = <T>(all: readonly T[]) => [...drawn.map(code => all[code]!), ...all.slice(shown)]
  return {
    type: 'labels',
    labels: inOrder([...labels.slice(0, shown), ...(others ? ['(other)'] : [])]),
    real: inOrder(shares(cells.real)),
    synthetic: inOrder(shares(cells.synthetic)),
  }
}
