// What is learnt of each column alone before any network: modes of numbers, atoms, groups of rare labels.
import type {CategoricalColumn, NumericColumn, Random, Table} from '@inferloop/contract'
import {labelScores} from './label-scores.ts'
import type {LabelCode, ModelColumn, NumericCode} from './layout.ts'
import {fitMixture, type Mixture} from './mixture.ts'
import type {Settings} from './options.ts'

/** Points a mixture is fitted to; more different values are joined with their neighbours. */
const MOST_POINTS = 4000

/** A column with what `encode` needs of it besides. */
export interface LearntColumn {
  readonly column: ModelColumn
  /** All components, of which the column keeps those in `kept`. */
  readonly mixture?: Mixture
  readonly kept?: readonly number[]
}

export function learnColumn(table: Table, at: number, settings: Settings, random: Random): LearntColumn {
  const column = table.columns[at]!
  if ('codes' in column) return {column: {schema: column.schema, code: labelCode(table, column, settings)}}
  const {atoms, values, counts} = withoutAtoms(column, settings)
  const empty = new Float64Array()
  const plain = {kind: 'numeric', atoms, counts: new Uint32Array(), made: empty, real: empty} as const
  if (values.length === 0)
    return {column: {schema: column.schema, code: {...plain, means: empty, deviations: empty}}}
  const points = joined(values, counts)
  const mixture = fitMixture(
    points.values,
    points.counts,
    {components: settings.modes, concentration: settings.concentration},
    random,
  )
  const most = Math.max(...mixture.weights)
  const rows = counts.reduce((a, b) => a + b, 0)
  const kept = [...mixture.weights.keys()].filter(k => {
    const weight = mixture.weights[k]!
    return weight === most || (weight > settings.modeWeight && weight * rows >= settings.leastRows)
  })
  const code: NumericCode = {
    ...plain,
    means: Float64Array.from(kept, k => mixture.means[k]!),
    deviations: Float64Array.from(kept, k => Math.max(mixture.deviations[k]!, column.schema.step / 4)),
  }
  return {column: {schema: column.schema, code}, mixture, kept}
}

/** Values common enough to stand for themselves, and the others sorted with their counts. */
function withoutAtoms({values: cells}: NumericColumn, {atomShare, leastRows}: Settings) {
  const sorted = cells.filter(value => !Number.isNaN(value)).sort()
  const least = Math.max(atomShare * cells.length, leastRows)
  const [atoms, values, counts]: [number[], number[], number[]] = [[], [], []]
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    const value = sorted[from]!
    while (to < sorted.length && sorted[to] === value) to++
    if (to - from >= least && atomShare < 1) atoms.push(value)
    else {
      values.push(value)
      counts.push(to - from)
    }
  }
  return {
    atoms: Float64Array.from(atoms),
    values: Float64Array.from(values),
    counts: Float64Array.from(counts),
  }
}

function joined(values: Float64Array, counts: Float64Array) {
  const every = Math.ceil(values.length / MOST_POINTS)
  if (every <= 1) return {values, counts}
  const length = Math.ceil(values.length / every)
  const [means, sums] = [new Float64Array(length), new Float64Array(length)]
  values.forEach((value, i) => {
    const j = Math.floor(i / every)
    sums[j]! += counts[i]!
    means[j]! += value * counts[i]!
  })
  return {values: means.map((total, j) => total / sums[j]!), counts: sums}
}

function labelCode(table: Table, column: CategoricalColumn, {mostCategories}: Settings): LabelCode {
  const {categories, missing} = column.schema
  const counts = new Uint32Array(categories.length + missing.length)
  for (const code of column.codes) counts[code]!++
  const slots = Uint32Array.from(counts.keys())
  if (counts.length <= mostCategories) return {kind: 'labels', slots, counts}
  const groups = Math.floor(mostCategories / 2)
  const heads = mostCategories - groups
  const byCount = slots.toSorted((a, b) => counts[b]! - counts[a]! || a - b)
  byCount.subarray(0, heads).forEach((label, slot) => (slots[label] = slot))
  const scores = labelScores(table, column, counts.length)
  const tail = byCount.subarray(heads).toSorted((a, b) => scores[a]! - scores[b]! || a - b)
  const rows = tail.reduce((total, label) => total + counts[label]!, 0)
  let before = 0
  for (const label of tail) {
    slots[label] = heads + Math.min(groups - 1, Math.floor((before / Math.max(1, rows)) * groups))
    before += counts[label]!
  }
  return {kind: 'labels', slots: dense(slots), counts}
}

/** The same slots without numbers that nobody has. */
function dense(slots: Uint32Array): Uint32Array {
  const used = [...new Set(slots)].toSorted((a, b) => a - b)
  const renamed = new Map(used.map((slot, i) => [slot, i]))
  return slots.map(slot => renamed.get(slot)!)
}
