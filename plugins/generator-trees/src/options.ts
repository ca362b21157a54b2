// Every option of the trees generator, and what the privacy dial sets where an option leaves it open.
import type {Options, OptionSpec, Privacy} from '@inferloop/contract'
import type {Ladder} from './choose-leaves.ts'

export const options: readonly OptionSpec[] = [
  {
    name: 'min-leaf',
    type: 'integer',
    summary: 'least rows in a leaf of a numeric column; 0 chooses on held-out rows',
    default: 0,
    min: 0,
    max: 100_000,
    unit: 'rows',
    source: 'Reiter 2005 uses 5; docs/privacy.md has the measurements',
  },
  {
    name: 'alpha',
    type: 'number',
    summary: 'strength of the pull towards larger nodes; -1 sets it by privacy',
    default: -1,
    min: -1,
    max: 1000,
    unit: 'rows',
    source: 'hierarchical shrinkage, Agarwal et al. 2022; docs/privacy.md has the measurements',
  },
  {
    name: 'significance',
    type: 'number',
    summary:
      'a node is split when that removes this many times its deviation per row; -1 chooses on held-out rows',
    default: -1,
    min: -1,
    max: 1000,
    source: 'docs/privacy.md has the measurements',
  },
  {
    name: 'predictors',
    type: 'integer',
    summary: 'most columns a column may depend on; of wider tables the most dependent ones',
    default: 100,
    min: 1,
    max: 10_000,
    unit: 'columns',
    source: 'bounds time and memory on tables of thousands of columns',
  },
]

/** How far the trees of numeric columns grow: what the held-out choice settles. */
export interface Leaves {
  /** Least rows in a leaf. */
  readonly minLeaf: number
  readonly significance: number
}

/** What a fit is run with. */
export interface Settings extends Leaves {
  /** The same for categorical columns. */
  readonly minLeafClasses: number
  readonly significanceClasses: number
  readonly alpha: number
  /** How far a drawn number may move towards its neighbour within the leaf, 0 to 1. */
  readonly blend: number
  /** Correlation within a leaf from which values follow a predictor; above 1 never. */
  readonly minCorrelation: number
  /** Least rows a number needs to be kept exactly. */
  readonly minAtomRows: number
  readonly rowsPerKnot: number
  /** Whether columns of two classes are boosted. */
  readonly boosting: boolean
}

/** Settings of a privacy level, and the ladder that the held-out choice climbs, faithful first. */
export interface Dial extends Ladder {
  readonly base: Settings
}

const BASE: Settings = {
  minLeaf: 8,
  minLeafClasses: 10,
  significance: 2,
  significanceClasses: 4,
  alpha: 0,
  blend: 0,
  minCorrelation: 0.9,
  minAtomRows: 5,
  rowsPerKnot: 8,
  boosting: true,
}

const RUNGS: readonly Leaves[] = [
  {minLeaf: 5, significance: 1},
  {minLeaf: 6, significance: 1.5},
  {minLeaf: 8, significance: 2},
  {minLeaf: 11, significance: 2.5},
  {minLeaf: 15, significance: 3},
  {minLeaf: 20, significance: 4},
  {minLeaf: 30, significance: 5},
]

const DIALS: Readonly<Record<Privacy, Dial>> = {
  low: {
    base: {
      ...BASE,
      minLeaf: 5,
      minLeafClasses: 5,
      significance: 0,
      significanceClasses: 0,
      minAtomRows: 2,
      rowsPerKnot: 4,
    },
    rungs: [],
    mostCopying: 1,
  },
  default: {base: BASE, rungs: RUNGS, mostCopying: 0.16},
  high: {
    base: {
      ...BASE,
      minLeaf: 20,
      minLeafClasses: 30,
      significance: 3,
      significanceClasses: 6,
      alpha: 5,
      blend: 1,
      minCorrelation: 2,
      minAtomRows: 10,
      rowsPerKnot: 16,
    },
    rungs: [],
    mostCopying: 1,
  },
}

export function dialOf(privacy: Privacy): Dial {
  return DIALS[privacy]
}

/** `settings` with the options that were given in their place. */
export function withOptions(settings: Settings, given: Options): Settings {
  const {minLeaf, significance} = withGivenLeaves(settings, given)
  const alpha = Number(given['alpha'])
  return {
    ...settings,
    minLeaf,
    significance,
    minLeafClasses: minLeaf === settings.minLeaf ? settings.minLeafClasses : minLeaf,
    significanceClasses: significance === settings.significance ? settings.significanceClasses : significance,
    alpha: alpha >= 0 ? alpha : settings.alpha,
  }
}

/** `leaves` with the options that were given in their place. */
export function withGivenLeaves(leaves: Leaves, given: Options): Leaves {
  const minLeaf = Number(given['min-leaf'])
  const significance = Number(given['significance'])
  return {
    minLeaf: minLeaf > 0 ? minLeaf : leaves.minLeaf,
    significance: significance >= 0 ? significance : leaves.significance,
  }
}

/** Whether leaf size or significance is left to the held-out choice. */
export function leavesChoice(given: Options): boolean {
  return Number(given['min-leaf']) === 0 || Number(given['significance']) < 0
}
