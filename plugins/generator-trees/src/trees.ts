// The trees generator: sequential histogram trees with significance-stopped leaves; a model of bins and counts, never rows.
import {defineGenerator, type Options, type RunContext, type Table} from '@inferloop/contract'
import {chooseLeaves} from './choose-leaves.ts'
import {fitModel} from './fit.ts'
import type {TreesModel} from './model.ts'
import {dialOf, leavesChoice, withGivenLeaves, withOptions} from './options.ts'
import {sampleModel} from './sample.ts'
import {loadModel, saveModel} from './saved-model.ts'

export const trees = defineGenerator<TreesModel>({
  async fit(table: Table, options: Options, run: RunContext): Promise<TreesModel> {
    const {base, ...ladder} = dialOf(options.privacy)
    const predictors = Number(options['predictors'])
    const settings = withOptions(base, options)
    if (!leavesChoice(options) || ladder.rungs.length === 0) return fitModel(table, settings, predictors, run)
    return fitModel(table, settings, predictors, run, async () =>
      withGivenLeaves(await chooseLeaves(table, settings, ladder, predictors, run), options),
    )
  },
  sample: sampleModel,
  save: saveModel,
  load: loadModel,
})
