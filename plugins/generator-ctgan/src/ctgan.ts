// The ctgan generator: a conditional GAN for tables (Xu et al. 2019), trained and run by packages/tensor.
import {defineGenerator} from '@inferloop/contract'
import {exportModel} from './export.ts'
import {fitModel} from './fit.ts'
import type {CtganModel} from './model.ts'
import {settingsOf} from './options.ts'
import {sampleModel} from './sample.ts'
import {loadModel, saveModel} from './saved-model.ts'

export type {CtganModel} from './model.ts'
export {type Given, sampleGiven} from './sample-given.ts'

export const ctgan = defineGenerator<CtganModel>({
  fit: (table, options, run) => fitModel(table, settingsOf(options), run),
  sample: sampleModel,
  save: saveModel,
  load: loadModel,
  exportOnnx: exportModel,
})
