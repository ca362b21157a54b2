// Histogram decision trees on typed arrays. Knows nothing of tables.
export * from './axis.ts'
export {type BoostedTrees, type BoostingOptions, fitBoosting, logOdds} from './boosting.ts'
export type {DensityTree, TreeOptions} from './density-tree.ts'
export {type Drawn, drawCodes, drawLabels, type DrawOptions} from './draw.ts'
export * from './encode.ts'
export type {ColumnJob, ColumnModel} from './fit-column.ts'
export {MAX_DEPTH} from './grow.ts'
export {fitColumns, type PoolOptions} from './pool.ts'
