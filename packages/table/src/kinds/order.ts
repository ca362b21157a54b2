// The order of a label column, as its labels say it or as a user does.
import {InferError, nearest} from '@inferloop/contract'
import {counted, listed, quoted} from '../counts-said.ts'
import {stepsOf} from '../ordinals/find-order.ts'
import type {Cells, Context} from './cells.ts'
import type {Labels} from './labels.ts'

/** Labels shown at either end of a long order. */
const SHOWN = 8

/**
 * Of the labels that are kept, something by which they stand in order; undefined where they have none. Rarer ones have no say and are never named.
 *
 * @throws InferError INFER_OPTION when a user says that there is an order and it is not known, or leaves a kept label out of it
 */
export function labelSteps(
  {census}: Cells,
  {indices}: Labels,
  kept: readonly number[],
  {ordinal}: Context,
): readonly number[] | undefined {
  if (census.physical !== 'text' && ordinal === undefined) return undefined
  const texts = kept.map(census.text)
  if (ordinal?.labels !== undefined) {
    const all = new Set([...indices].map(index => census.text(index).trim()))
    return askedSteps(census.name, texts, ordinal.labels, label => all.has(label))
  }
  const steps = stepsOf(texts, ordinal !== undefined)
  // A single label needs no order.
  if (steps !== undefined || ordinal === undefined || texts.length < 2) return steps
  const shown = kept.toSorted((a, b) => a - b).map(census.text)
  throw new InferError('INFER_OPTION', {
    message: `--type ${census.name}=ordinal: the order of ${listed(shown, 8)} is not known.`,
    suggestions: [`--type '${census.name}=ordinal:${shown.slice(0, 8).join('<')}', from the lowest on`],
  })
}

function askedSteps(
  name: string,
  texts: readonly string[],
  labels: readonly string[],
  isHeld: (label: string) => boolean,
): number[] {
  const option = `--type ${name}=ordinal:${labels.join('<')}`
  const twice = labels.find((label, i) => labels.indexOf(label) !== i)
  if (twice !== undefined)
    throw new InferError('INFER_OPTION', {
      message: `${option} names ${quoted(twice)} twice.`,
      suggestions: ['name each label once, from the lowest on'],
    })
  const places = texts.map(text => labels.indexOf(text.trim()))
  const unnamed = texts.filter((_, i) => places[i] === -1)
  if (unnamed.length === 0) return places
  const absent = labels.filter(label => !isHeld(label))
  const meant = nearest(unnamed[0]!, absent)
  const held =
    absent.length === 0
      ? ''
      : ` No cell holds ${listed(absent)}${meant === undefined ? '' : `; is ${quoted(meant)} meant?`}`
  throw new InferError('INFER_OPTION', {
    message: `${option} leaves out ${counted(unnamed.length, 'label')} of the column: ${listed(unnamed, 8)}.${held}`,
    suggestions: ['name every label that is kept as it stands there, from the lowest on'],
  })
}

/** `, in the order Fair < Good < Ideal`. */
export function orderSaid(categories: readonly string[], order: readonly number[] | undefined): string {
  if (order === undefined) return ''
  const sorted = [...categories.keys()]
    .toSorted((a, b) => order[a]! - order[b]!)
    .map(code => categories[code]!)
  const shown =
    sorted.length <= SHOWN + 1 ? sorted : [...sorted.slice(0, SHOWN - 1), '…', ...sorted.slice(-1)]
  return `, in the order ${shown.join(' < ')}`
}
