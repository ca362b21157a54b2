// Categories and booleans: columns whose cells come from a list of labels.
import type {CategoricalSchema} from '@inferloop/contract'
import {count, counted, listed} from '../counts-said.ts'
import {labelSteps, orderSaid} from './order.ts'
import {placesOf} from '../ordinals/find-order.ts'
import {cellsIn, missingSaid, missingTexts, share} from './cells.ts'
import type {Cells, Context} from './cells.ts'

const TRUTH_PAIRS = ['false true', 'f t', 'no yes', 'n y', '0 1', '0.0 1.0', 'off on']

export interface Labels {
  /** Distinct cells that are labels, by index. */
  readonly indices: Uint32Array
  /** Distinct cells that mean "no value". */
  readonly missing: readonly number[]
}

/** Says yes and no in one of the usual ways, which tell nothing about anyone, however rare one of them is. */
export function isTruthPair(texts: readonly string[]): boolean {
  const words = texts.map(text => text.trim().toLowerCase()).toSorted()
  return words.length === 2 && TRUTH_PAIRS.includes(words.join(' '))
}

/** Most labels a column keeps, so that a label and each missing token fit 16 bits. */
const MOST_LABELS = 60_000

/** Labels held by enough cells, most frequent first, and the cells they cover. */
export function keptLabels(
  {census}: Cells,
  {indices}: Labels,
  support: number,
): {kept: number[]; cells: number} {
  const all = [...indices].toSorted(
    (a, b) => census.counts[b]! - census.counts[a]! || (census.text(a) < census.text(b) ? -1 : 1),
  )
  const known = all.filter(index => census.counts[index]! >= support).slice(0, MOST_LABELS)
  const kept = isTruthPair(all.map(census.text)) ? all : known
  return {kept, cells: cellsIn(census, kept)}
}

/** `, named by you as categorical`, where somebody did. */
export const forcedSaid = ({forced, ordinal}: Context): string =>
  forced ? `, named by you as ${ordinal === undefined ? 'categorical' : 'ordinal'}` : ''

/** The schema of a label column; `because` ends the evidence. */
export function labelSchema(cells: Cells, labels: Labels, context: Context, because = ''): CategoricalSchema {
  const {census} = cells
  const {kept, cells: keptCells} = keptLabels(cells, labels, context.support)
  const total = cellsIn(census, labels.indices)
  const distinct = labels.indices.length
  const categories = kept.map(census.text)
  const steps = labelSteps(cells, labels, kept, context)
  const order = steps && kept.length > 1 ? placesOf(steps) : undefined
  const rare = distinct - kept.length
  const kind =
    distinct === 2 && context.ordinal === undefined && (!context.forced || isTruthPair(categories))
      ? 'boolean'
      : 'categorical'
  const what =
    distinct === 1
      ? `one value, ${listed(categories)}`
      : distinct === 2 && rare === 0
        ? `one of two values, ${listed(categories)}`
        : `labels, ${count(distinct)} distinct such as ${listed(categories)}`
  const left =
    rare === 0
      ? ''
      : `; ${counted(rare, 'label')} in fewer than ${context.support} cells each ${rare === 1 ? 'is' : 'are'} left out (${counted(total - keptCells, 'cell')})`
  return {
    name: census.name,
    kind,
    evidence: `${share(census, total)} ${total === 1 ? 'holds' : 'hold'} ${what}${orderSaid(categories, order)}${because}${left}${missingSaid(census, labels.missing)}.`,
    missing: missingTexts(census, labels.missing),
    physical: census.physical,
    categories,
    ...(order === undefined ? {} : {order}),
  }
}
