// One column given others: the job that a thread is handed, and what it hands back.
import type {BoostedTrees} from './boosted-trees.ts'
import {boostByRound, type BoostingOptions, type FittedBoosting} from './boosting.ts'
import {type DensityTree, fitDensityTree, type TreeOptions} from './density-tree.ts'
import type {EncodedColumn} from './encode.ts'
import {featuresOf} from './features.ts'
import type {Feature} from './grow.ts'
import {allRows} from './rows.ts'
import {squared} from './loss.ts'
import {roundsBorne} from './stop-early.ts'

/** `column` and `predictors` are indices into the encoded columns. Boosting is for columns of two classes. */
export type ColumnJob = {readonly column: number; readonly predictors: readonly number[]} & (
  | {readonly method: 'density'; readonly options: TreeOptions}
  /** On `rows` alone, all of them when left out; in shared memory, so that threads get no copy. */
  | {
      readonly method: 'boosting'
      readonly options: BoostingOptions
      readonly rows?: Uint32Array
      /** As many rounds as held-out rows bear, `options.rounds` at most. Of all rows. */
      readonly stopsEarly?: boolean
    }
  /** Of a number, by squared error; `column` is not looked at. Targets in shared memory. */
  | {
      readonly method: 'regression'
      readonly options: BoostingOptions
      readonly targets: Float64Array
      readonly rows: Uint32Array
    }
)

export type ColumnModel =
  | {readonly method: 'density'; readonly tree: DensityTree}
  | {
      readonly method: 'boosting'
      readonly trees: BoostedTrees
      /** By predictor, in the order of the job's; not kept in models. */
      readonly gains?: Float64Array
    }

export function fitColumn(columns: readonly EncodedColumn[], job: ColumnJob): ColumnModel {
  const steps = fitByStep(columns, job)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** As `fitColumn`, with pauses where the work can be left alone for a while. */
export function* fitByStep(
  columns: readonly EncodedColumn[],
  job: ColumnJob,
): Generator<undefined, ColumnModel> {
  const {column, predictors} = job
  if (job.method === 'density') {
    return {method: 'density', tree: fitDensityTree(columns, column, predictors, job.options)}
  }
  const features = featuresOf(columns, predictors)
  const {gains, ...trees} =
    job.method === 'regression'
      ? yield* boostByRound(features, job.targets, job.rows, job.options, squared)
      : yield* boostLabels(features, columns[column]!, job)
  const feature = trees.feature.map(f => (f < 0 ? -1 : predictors[f]!))
  return {method: 'boosting', trees: {...trees, feature}, gains}
}

function* boostLabels(
  features: readonly Feature[],
  {codes}: EncodedColumn,
  {options, rows = allRows(codes.length), stopsEarly}: Extract<ColumnJob, {method: 'boosting'}>,
): Generator<undefined, FittedBoosting> {
  const labels = Uint8Array.from(codes)
  const rounds = stopsEarly === true ? yield* roundsBorne(features, labels, options) : options.rounds
  return yield* boostByRound(features, labels, rows, {...options, rounds})
}
