// What metrics of distributions overlook: missing cells, zeros, spikes, tails, the grid, cells that cannot be read.
import type {ComparedColumn} from '@inferloop/contract'
import type {Trait} from '../judgement.ts'
import type {SortedSides} from '../sorted-sides.ts'
import {missingTrait} from './missing.ts'
import {offGridTrait} from './off-grid.ts'
import {spikesTrait} from './spikes.ts'
import {tailTraits} from './tails.ts'
import {unreadableTrait} from './unreadable.ts'
import {zerosTrait} from './zeros.ts'

/** Those that apply to the column; `sorted` are its values, where it has numbers or instants. */
export function judgeTraits(column: ComparedColumn, sorted: SortedSides | undefined): Trait[] {
  const ofAny = [missingTrait(column), unreadableTrait(column)]
  const ofNumbers =
    column.kind === 'numeric' && sorted !== undefined ? [zerosTrait(sorted), spikesTrait(sorted)] : []
  const ofTails = 'schema' in column && sorted !== undefined ? tailTraits(sorted, column.kind) : []
  const ofGrid = 'schema' in column ? [offGridTrait(column)] : []
  return [...ofAny, ...ofNumbers, ...ofTails, ...ofGrid].filter(trait => trait !== undefined)
}
