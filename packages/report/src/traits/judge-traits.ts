// What metrics of distributions overlook: missing cells, zeros, spikes, tails, the grid, cells that cannot be read.
import type {ComparedColumn} from '@inferloop/contract'
import type {Trait} from '../judgement.ts'
import {missingTrait} from './missing.ts'
import {offGridTrait} from './off-grid.ts'
import {spikesTrait} from './spikes.ts'
import {tailTraits} from './tails.ts'
import {unreadableTrait} from './unreadable.ts'
import {zerosTrait} from './zeros.ts'

/** Those that apply to the column. */
export function judgeTraits(column: ComparedColumn): Trait[] {
  const ofAny = [missingTrait(column), unreadableTrait(column)]
  const ofNumbers =
    'schema' in column
      ? [zerosTrait(column), spikesTrait(column), ...tailTraits(column), offGridTrait(column)]
      : []
  return [...ofAny, ...ofNumbers].filter(trait => trait !== undefined)
}
