// The trees generator: sequential histogram trees with significance-stopped leaves; a model of bins and counts, never rows.
import {defineGenerator} from '@inferloop/contract'
import {fitModel} from './fit.ts'
import type {TreesModel} from './model.ts'
import {settingsOf} from './options.ts'
import {sampleModel} from './sample.ts'
import {loadModel, saveModel} from './saved-model.ts'

export const trees = defineGenerator<TreesModel>({
  fit: (table, options, run) => fitModel(table, settingsOf(options), Number(options['predictors']), run),
  sample: sampleModel,
  save: saveModel,
  load: loadModel,
})
