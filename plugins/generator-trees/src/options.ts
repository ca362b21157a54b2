// Every option of the trees generator, and what the privacy dial sets where an option leaves it open.
import type {Options, OptionSpec, Privacy} from '@inferloop/contract'

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

/** What a fit is run with; one of the candidates of the held-out choice. */
export interface Settings {
  readonly minLeaf: number
  readonly minLeafClasses: number
  readonly significance: number
  readonly significanceClasses: number
  readonly alpha: number
  /** Correlation within a leaf from which values follow a predictor. */
  readonly minCorrelation: number
  readonly minAtomRows: number
  readonly rowsPerKnot: number
}

const SETTINGS: Readonly<Record<Privacy, Settings>> = {
  low: {
    minLeaf: 5,
    minLeafClasses: 5,
    significance: 0,
    significanceClasses: 0,
    alpha: 0,
    minCorrelation: 0.95,
    minAtomRows: 2,
    rowsPerKnot: 4,
  },
  default: {
    minLeaf: 8,
    minLeafClasses: 10,
    significance: 2,
    significanceClasses: 4,
    alpha: 0,
    minCorrelation: 0.9,
    minAtomRows: 5,
    rowsPerKnot: 8,
  },
  high: {
    minLeaf: 20,
    minLeafClasses: 30,
    significance: 4,
    significanceClasses: 6,
    alpha: 5,
    minCorrelation: 2,
    minAtomRows: 10,
    rowsPerKnot: 16,
  },
}

/** The settings of a privacy level with the options that were given in place of its own. */
export function settingsOf(given: Options): Settings {
  const base = SETTINGS[given.privacy]
  const minLeaf = Number(given['min-leaf'])
  const alpha = Number(given['alpha'])
  const significance = Number(given['significance'])
  return {
    ...base,
    ...(minLeaf > 0 ? {minLeaf, minLeafClasses: minLeaf} : {}),
    ...(alpha >= 0 ? {alpha} : {}),
    ...(significance >= 0 ? {significance, significanceClasses: significance} : {}),
  }
}
