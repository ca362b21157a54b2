// The trees generator: sequential histogram trees with significance-stopped leaves; a model of bins and counts, never rows.
import {defineGenerator, type Options, type RunContext, type Table} from '@inferloop/contract'
import {chooseSettings} from './choose-settings.ts'
import {fitModel} from './fit.ts'
import type {TreesModel} from './model.ts'
import {dialOf, leavesChoice, withOptions} from './options.ts'
import {sampleModel} from './sample.ts'
import {loadModel, saveModel} from './saved-model.ts'

export const trees = defineGenerator<TreesModel>({
  async fit(table: Table, options: Options, run: RunContext): Promise<TreesModel> {
    const {base, ...ladder} = dialOf(options)
    const predictors = Number(options['predictors'])
    const chosen =
      leavesChoice(options) && ladder.rungs.length > 0
        ? await chooseSettings(table, base, ladder, predictors, run)
        : base
    return fitModel(table, withOptions(chosen, options), predictors, run)
  },
  sample: sampleModel,
  save: saveModel,
  load: loadModel,
})
