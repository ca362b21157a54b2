// Graphs of tensor operations as plain data, their gradients of any order, optimizers, ONNX, and training with onnxruntime.
export type {DType, Numbers, Values} from './dtype.ts'
export {broadcast, type Length, type Shape, sizeOf} from './shape.ts'
export {
  constant,
  type Initial,
  input,
  nameOf,
  type Node,
  type Noise,
  noise,
  type Operand,
  type Tensor,
  weight,
} from './tensor.ts'

export {add, div, maximum, minimum, mul, neg, pow, reciprocal, square, sub} from './ops/arithmetic.ts'
export * from './ops/elementwise.ts'
export {cast, equal, greater, less, not, stopGradient, where} from './ops/choice.ts'
export * from './ops/reduce.ts'
export * from './ops/matmul.ts'
export * from './ops/movement.ts'
export {gather, oneHot, pick, scatterPicked, scatterRows} from './ops/indexing.ts'
export {type Activation, type Segment, segmented} from './ops/segmented.ts'

export {gradients, gradientsOf} from './gradients/gradients.ts'

export {initialValues, type Weights} from './layers/weights.ts'
export {linear, linearWeights} from './layers/linear.ts'
export {
  batchNorm,
  batchNormInference,
  batchNormStatistics,
  batchNormWeights,
  updateStatistics,
} from './layers/batch-norm.ts'
export {dropout} from './layers/dropout.ts'
export {embedding, embeddingWeights} from './layers/embedding.ts'
export {layerNorm, layerNormWeights} from './layers/layer-norm.ts'
export {gruCell, gruWeights, lstmCell, type LstmState, lstmWeights} from './layers/recurrent.ts'

export * from './losses/losses.ts'

export {adam, adamW, type AdamOptions} from './optimizers/adam.ts'
export {sgd, type SgdOptions} from './optimizers/sgd.ts'
export {average} from './optimizers/average.ts'
export {clipByNorm, clipByValue} from './optimizers/clip-gradients.ts'
export {handOver, type Rate, type State, type Update, type UpdateOptions} from './optimizers/update.ts'

export {emit, type EmitOptions} from './onnx/emit.ts'
export {type Model, type ModelOptions, openModel} from './model.ts'
export {loopOver, type TrainingStep} from './training/step.ts'
export {type Feed, openTrainer, type Trainer, type TrainerOptions} from './training/trainer.ts'
export {
  type Checkpoint,
  decodeCheckpoint,
  encodeCheckpoint,
  readCheckpoint,
  saveCheckpoint,
} from './training/checkpoint.ts'
export {openSession, type NativeTensor, type Session, type SessionOptions} from './session.ts'
