// What a tree may split on, in the memory of kernels, and the best split that a kernel found there.
import type {Feature, Split} from './grow.ts'
import type {Place, Plan, Workspace} from './kernels.ts'

const WORDS = 4
/** Most bins a feature has. */
export const MOST_BINS = 256
/** Bytes before the labels that go left. */
const BEST_HEAD = 24

/** Where the features of a fit stand. */
export interface FeatureTable {
  readonly table: Place<Uint32Array>
  readonly bins: readonly Place<Uint8Array>[]
  /** Bins of all features together. */
  readonly width: number
  readonly best: Place<Uint8Array>
  /** Room for the labels of a feature, twice, and for a double each. */
  readonly order: Place<Uint16Array>
  readonly spare: Place<Uint16Array>
  readonly keys: Place<Float64Array>
}

export function reserveFeatures(plan: Plan, features: readonly Feature[]): FeatureTable {
  return {
    table: plan.reserve(Uint32Array, WORDS * features.length),
    bins: features.map(({bins}) => plan.reserve(Uint8Array, bins.length)),
    width: features.reduce((sum, {binCount}) => sum + binCount, 0),
    best: plan.reserve(Uint8Array, BEST_HEAD + 2 * MOST_BINS),
    order: plan.reserve(Uint16Array, MOST_BINS),
    spare: plan.reserve(Uint16Array, MOST_BINS),
    keys: plan.reserve(Float64Array, MOST_BINS),
  }
}

export function fillFeatures(
  work: Workspace,
  {table, bins}: FeatureTable,
  features: readonly Feature[],
): void {
  const words = work.arrayAt(table)
  let offset = 0
  features.forEach((feature, k) => {
    work.arrayAt(bins[k]!).set(feature.bins)
    words.set([bins[k]!.address, feature.binCount, feature.categorical ? 1 : 0, offset], WORDS * k)
    offset += feature.binCount
  })
}

/** Reads the split a kernel left in `best`. Its feature is -1 when there is none. */
export function bestReader(work: Workspace, {best}: FeatureTable): () => Split {
  const bytes = work.arrayAt(best)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const labels = new Uint16Array(bytes.buffer, bytes.byteOffset + BEST_HEAD, MOST_BINS)
  return () => {
    const left = view.getInt32(16, true)
    return {
      gain: view.getFloat64(0, true),
      feature: view.getInt32(8, true),
      threshold: view.getInt32(12, true),
      left: left > 0 ? labels.slice(0, left) : undefined,
    }
  }
}

/** A bit for each bin. */
export const SET_BYTES = MOST_BINS / 8

export function bitmapOf(labels: ArrayLike<number>): Uint8Array {
  const bitmap = new Uint8Array(SET_BYTES)
  for (let i = 0; i < labels.length; i++) bitmap[labels[i]! >> 3]! |= 1 << (labels[i]! & 7)
  return bitmap
}
