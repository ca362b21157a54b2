// Numbers that say how close a synthetic table is to the real one. The judge is loaded when it is asked: who only counts shapes needs none of it.
import type {judge as Judge} from './judge.ts'

export {type ColumnShape, meanScore, type ShapeAccumulator, shapeAccumulator} from './shapes.ts'
export type * from './judgement.ts'
export type {JudgeOptions, JudgePhase, JudgeStages} from './judge.ts'

export const judge: typeof Judge = async (...given) => (await import('./judge.ts')).judge(...given)
