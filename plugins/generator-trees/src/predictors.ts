// Which earlier columns a column may depend on: all of them, or in wide tables those it shares most information with.
import {setImmediate as nextTurn} from 'node:timers/promises'
import type {EncodedColumn} from '@inferloop/forest'

/** Groups a column is cut into to measure dependence. */
const GROUPS = 6
/** Cells of work the measuring may cost; rows are taken evenly spaced to stay below. */
const WORK = 3e8

/** Earlier columns that one is measured against; of more, half are the nearest and half stand evenly among the others. */
const MOST_CANDIDATES = 2000
const TURN_MS = 40

/** For each position in `order`, the columns its tree may split on, in the order of drawing. @throws the signal's reason when it aborts */
export async function choosePredictors(
  columns: readonly EncodedColumn[],
  order: readonly number[],
  most: number,
  signal: AbortSignal,
): Promise<number[][]> {
  if (order.length - 1 <= most) return order.map((_, k) => order.slice(0, k))
  const rows = columns[0]!.codes.length
  const pairs = order.length * Math.min(order.length, 2 * MOST_CANDIDATES)
  const taken = Math.max(64, Math.min(rows, 4096, Math.floor((2 * WORK) / pairs)))
  const sample = Uint32Array.from({length: Math.min(rows, taken)}, (_, i) => Math.floor((i * rows) / taken))
  const groups = columns.map(column => groupsOf(column, sample))
  const mutual = sharedInformation()
  const chosen: number[][] = []
  let last = performance.now()
  for (const [k, column] of order.entries()) {
    if (performance.now() - last > TURN_MS) {
      await nextTurn()
      signal.throwIfAborted()
      last = performance.now()
    }
    if (k <= most) {
      chosen.push(order.slice(0, k))
      continue
    }
    const scored = candidates(k).map(at => ({
      at,
      shared: mutual(groups[order[at]!]!, groups[column]!),
    }))
    scored.sort((a, b) => b.shared - a.shared || b.at - a.at)
    chosen.push(
      scored
        .slice(0, most)
        .sort((a, b) => a.at - b.at)
        .map(({at}) => order[at]!),
    )
  }
  return chosen
}

/** Positions before `k`, ascending. */
function candidates(k: number): number[] {
  if (k <= MOST_CANDIDATES) return Array.from({length: k}, (_, at) => at)
  const half = MOST_CANDIDATES / 2
  const far = k - half
  return [
    ...Array.from({length: half}, (_, i) => Math.floor((i * far) / half)),
    ...Array.from({length: half}, (_, i) => far + i),
  ]
}

/** Bins joined into GROUPS groups of near-equal mass, in bin order. */
function groupsOf(column: EncodedColumn, sample: Uint32Array): Uint8Array {
  const counts = new Uint32Array(column.binCount)
  for (const row of sample) counts[column.bins[row]!]!++
  let below = 0
  const group = Uint8Array.from(counts, c => {
    const middle = below + c / 2
    below += c
    return Math.min(GROUPS - 1, Math.floor((middle / sample.length) * GROUPS))
  })
  return Uint8Array.from(sample, row => group[column.bins[row]!]!)
}

/** Mutual information of two groupings in nats, up to a constant factor: Σ n log(n · N / (a · b)). Its counts are used again for the next two. */
function sharedInformation(): (a: Uint8Array, b: Uint8Array) => number {
  const joint = new Float64Array(GROUPS * GROUPS)
  const as = new Float64Array(GROUPS)
  const bs = new Float64Array(GROUPS)
  return (a, b) => {
    joint.fill(0)
    as.fill(0)
    bs.fill(0)
    for (let i = 0; i < a.length; i++) joint[a[i]! * GROUPS + b[i]!]!++
    for (let i = 0; i < joint.length; i++) {
      as[Math.floor(i / GROUPS)]! += joint[i]!
      bs[i % GROUPS]! += joint[i]!
    }
    let sum = 0
    for (let i = 0; i < joint.length; i++) {
      const n = joint[i]!
      if (n > 0) sum += n * Math.log((n * a.length) / (as[Math.floor(i / GROUPS)]! * bs[i % GROUPS]!))
    }
    return sum
  }
}
