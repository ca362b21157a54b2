// Numbers that say how close a synthetic table is to the real one.
export {type ColumnShape, meanScore, type ShapeAccumulator, shapeAccumulator} from './shapes.ts'
export type * from './judgement.ts'
export {judgeColumns} from './columns/judge-columns.ts'
export {judgeDiagnostic} from './diagnostic.ts'
export {judgePairs} from './pairs/judge-pairs.ts'
export {judgeQuality} from './quality.ts'
