// Numbers that say how close a synthetic table is to the real one.
export {ksComplement} from './ks-complement.ts'
export {type ColumnShape, meanScore, type ShapeAccumulator, shapeAccumulator} from './shapes.ts'
export {tvComplement} from './tv-complement.ts'
