// The `.infer` model file: a zip of JSON facts and flat arrays, nothing that runs. docs/model-file.md tells the format.
export {LIMITS, type Limits} from './limits.ts'
export {
  type ArrayFacts,
  type ColumnScore,
  type Dtype,
  FORMAT_VERSION,
  type Manifest,
  type ModelFacts,
  type StoredModel,
} from './manifest.ts'
export {pack as packModel} from './pack.ts'
export {type ReadModel, readManifest, readModelFile} from './read.ts'
