// Numbers that say how close a synthetic table is to the real one.
export {type ColumnShape, meanScore, type ShapeAccumulator, shapeAccumulator} from './shapes.ts'
export type * from './judgement.ts'
