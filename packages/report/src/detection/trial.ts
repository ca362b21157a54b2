// Real rows against as many synthetic ones: what a classifier is asked to tell apart, and the folds it is asked in.
import type {Random} from '@inferloop/contract'
import type {EncodedColumn} from '@inferloop/forest'
import type {Part} from '../binned.ts'
import {stratifiedFolds} from './folds.ts'

export const FOLDS = 3

export interface Trial {
  readonly parts: readonly [Part, Part]
  /** Bins of the rows of both parts, one part after the other. */
  readonly encoded: readonly EncodedColumn[]
  /** 1 for synthetic rows. */
  readonly labels: Uint8Array
  readonly foldOf: Uint8Array
}

/** Both parts have equally many rows. */
export function trialOf(
  parts: readonly [Part, Part],
  encoded: readonly EncodedColumn[],
  random: Random,
): Trial {
  const half = parts[0].rows.length
  const labels = new Uint8Array(2 * half).fill(1, half)
  return {parts, encoded, labels, foldOf: stratifiedFolds(half, FOLDS, random)}
}
