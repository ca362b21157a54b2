// Every option of the trees generator, and what the privacy dial sets where an option leaves it open.
import type {Options, OptionSpec, Privacy} from '@inferloop/contract'

export const options: readonly OptionSpec[] = [
  {
    name: 'min-leaf',
    type: 'integer',
    summary: 'least rows in a leaf; 0 sets it by privacy and by how well rows are told from real ones',
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
      'a node is split when that removes this many times its deviation per row; -1 sets it as min-leaf',
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

/** How far the trees of numeric columns with many values grow. */
export interface Leaves {
  /** Least rows in a leaf. */
  readonly minLeaf: number
  readonly significance: number
}

/** What a fit is run with. */
export interface Settings {
  /** From the most private to the most faithful; the next is tried while rows are told from real ones. */
  readonly rungs: readonly [Leaves, ...Leaves[]]
  /** Highest detection AUC, 0.5 to 1, at which a rung is kept. */
  readonly mostTold: number
  /** Leaves of categorical columns and of numeric columns with few values. */
  readonly fewValues: Leaves
  readonly alpha: number
  /** How far a drawn number may move towards its neighbour within the leaf, 0 to 1. */
  readonly blend: number
  /** Correlation within a leaf from which values follow a predictor; above 1 never. */
  readonly minCorrelation: number
  /** Least rows a number needs to be kept exactly. */
  readonly minAtomRows: number
  readonly rowsPerKnot: number
}

const DIALS: Readonly<Record<Privacy, Settings>> = {
  low: {
    rungs: [{minLeaf: 5, significance: 0}],
    mostTold: 1,
    fewValues: {minLeaf: 5, significance: 0},
    alpha: 0,
    blend: 0,
    minCorrelation: 0.9,
    minAtomRows: 2,
    rowsPerKnot: 4,
  },
  default: {
    rungs: [
      {minLeaf: 15, significance: 3},
      {minLeaf: 5, significance: 1},
    ],
    mostTold: 0.5,
    fewValues: {minLeaf: 10, significance: 3},
    alpha: 0,
    blend: 0,
    minCorrelation: 0.9,
    minAtomRows: 5,
    rowsPerKnot: 8,
  },
  high: {
    rungs: [
      {minLeaf: 60, significance: 3},
      {minLeaf: 20, significance: 3},
    ],
    mostTold: 0.545,
    fewValues: {minLeaf: 30, significance: 6},
    alpha: 5,
    blend: 1,
    minCorrelation: 2,
    minAtomRows: 10,
    rowsPerKnot: 16,
  },
}

/** The settings of a privacy level with the options that were given in their place. */
export function settingsOf(given: Options): Settings {
  const dial = DIALS[given.privacy]
  const minLeaf = Number(given['min-leaf'])
  const significance = Number(given['significance'])
  const alpha = Number(given['alpha'])
  const withGiven = (leaves: Leaves): Leaves => ({
    minLeaf: minLeaf > 0 ? minLeaf : leaves.minLeaf,
    significance: significance >= 0 ? significance : leaves.significance,
  })
  const [first, ...finer] = dial.rungs.map(withGiven) as [Leaves, ...Leaves[]]
  const same = (a: Leaves, b: Leaves) => a.minLeaf === b.minLeaf && a.significance === b.significance
  return {
    ...dial,
    rungs: [first, ...finer.filter((rung, i) => !same(rung, [first, ...finer][i]!))],
    fewValues: withGiven(dial.fewValues),
    alpha: alpha >= 0 ? alpha : dial.alpha,
  }
}
