// Histogram decision trees on typed arrays. Knows nothing of tables.
export * from './axis.ts'
export type {DensityTree, TreeOptions} from './density-tree.ts'
export {type Drawn, drawCodes, type DrawOptions} from './draw.ts'
export * from './encode.ts'
export {fitTrees, type PoolOptions, type TreeJob} from './pool.ts'
