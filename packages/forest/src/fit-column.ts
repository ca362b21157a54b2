// One column given others: the job that a thread is handed, and what it hands back.
import {type BoostedTrees, type BoostingOptions, fitBoosting} from './boosting.ts'
import {type DensityTree, fitDensityTree, type TreeOptions} from './density-tree.ts'
import type {EncodedColumn} from './encode.ts'
import {featuresOf} from './features.ts'
import {allRows} from './grow.ts'

/** `column` and `predictors` are indices into the encoded columns. Boosting is for columns of two classes. */
export type ColumnJob = {readonly column: number; readonly predictors: readonly number[]} & (
  | {readonly method: 'density'; readonly options: TreeOptions}
  /** On `rows` alone, all of them when left out; in shared memory, so that threads get no copy. */
  | {readonly method: 'boosting'; readonly options: BoostingOptions; readonly rows?: Uint32Array}
)

export type ColumnModel =
  | {readonly method: 'density'; readonly tree: DensityTree}
  | {readonly method: 'boosting'; readonly trees: BoostedTrees}

export function fitColumn(columns: readonly EncodedColumn[], job: ColumnJob): ColumnModel {
  const {column, predictors} = job
  if (job.method === 'density') {
    return {method: 'density', tree: fitDensityTree(columns, column, predictors, job.options)}
  }
  const {codes} = columns[column]!
  const features = featuresOf(columns, predictors)
  const trees = fitBoosting(features, Uint8Array.from(codes), job.rows ?? allRows(codes.length), job.options)
  return {
    method: 'boosting',
    trees: {...trees, feature: trees.feature.map(f => (f < 0 ? -1 : predictors[f]!))},
  }
}
