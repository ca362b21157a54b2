// What a judgement of a synthetic table holds, part by part. Plain JSON: it is printed, kept, compared with the next one, and drawn.
import type {ComparedColumn} from '@inferloop/contract'

/** 0 to 1, 1 is best; null where it cannot be known, such as the correlation of a constant. */
export type Score = number | null

/** A score by the name it was published under. */
export interface Named<Metric extends string = string> {
  readonly metric: Metric
  readonly score: Score
}

/** A share of cells on either side, 0 to 1, and what their difference is worth. */
export interface Trait {
  readonly trait: 'missing' | 'zeros' | 'spikes' | 'lower-tail' | 'upper-tail' | 'off-grid' | 'unreadable'
  readonly real: number
  readonly synthetic: number
  readonly score: Score
  /** One sentence with numbers in it, for people: `73 % of the synthetic values stand off the grid of 0.01, none of the real ones.` */
  readonly said: string
}

/** Shares of cells by bin or label, for a plot; missing cells are left out of the shares and stand apart. */
export type Histogram =
  | {
      readonly type: 'numbers' | 'instants'
      /** Bin edges, one more than there are shares. */
      readonly edges: readonly number[]
      readonly real: readonly number[]
      readonly synthetic: readonly number[]
    }
  | {
      readonly type: 'labels'
      /** The most frequent real labels; the last is `(other)` when some are left out. */
      readonly labels: readonly string[]
      readonly real: readonly number[]
      readonly synthetic: readonly number[]
    }

export interface JudgedColumn {
  readonly name: string
  readonly kind: ComparedColumn['kind']
  /** KSComplement or TVComplement; null for ids and free text. */
  readonly shape: Named<'KSComplement' | 'TVComplement'> | null
  readonly coverage: Named<'RangeCoverage' | 'CategoryCoverage'> | null
  /** Null for free text, and for ids that repeat in the real table. */
  readonly validity: Named<'BoundaryAdherence' | 'CategoryAdherence' | 'KeyUniqueness'> | null
  readonly missing: Named<'MissingValueSimilarity'>
  /** Univariate accuracy in quantile bins, with what equally many real rows would reach; null for ids and free text. */
  readonly accuracy: Reached | null
  readonly traits: readonly Trait[]
  readonly histogram: Histogram | null
}

export interface ExplainedColumn extends JudgedColumn {
  /** Why scores are low and what to try, one sentence each; empty where nothing is. */
  readonly why: readonly string[]
}

/** All of it. */
export interface Judgement {
  readonly quality: Quality
  readonly diagnostic: Diagnostic
  readonly accuracy: Accuracy
  readonly columns: readonly ExplainedColumn[]
  /** All pairs; of more than 100,000 the worst. */
  readonly pairs: readonly JudgedPair[]
  readonly detection: readonly Detection[]
  readonly utility: readonly Utility[]
  readonly privacy: Privacy
}

/** A score and the one that a second sample of the same reality would be expected to have. */
export interface Reached {
  readonly score: number
  readonly reachable: number
}

export interface JudgedPair {
  readonly columns: readonly [string, string]
  readonly metric: 'CorrelationSimilarity' | 'ContingencySimilarity'
  readonly score: Score
  /** With bins cut on each side apart, as SDMetrics' report does in mixed pairs; equal to `score` in others. */
  readonly scoreBySdmetrics: Score
  /** Correlations of pairs of numbers; null for others. */
  readonly real: Score
  readonly synthetic: Score
  /** Spearman's, for pairs of numbers; null for others, and where it was not asked for. */
  readonly spearman: {readonly score: Score; readonly real: Score; readonly synthetic: Score} | null
  /** |Pearson's r| of the real columns, or Cramér's V of their labels and bins; null where it cannot be known. */
  readonly strength: Score
}

/** SDMetrics' QualityReport, over all pairs, and as it comes with its default thresholds and bins. */
export interface Quality {
  readonly score: Score
  readonly columnShapes: Score
  readonly columnPairTrends: Score
  /** With bins cut on each side apart, as SDMetrics' report does in mixed pairs. */
  readonly columnPairTrendsBySdmetrics: Score
  readonly sdmetricsDefault: {
    readonly score: Score
    readonly columnPairTrends: Score
    /** Pairs over the thresholds, of how many. */
    readonly pairs: number
  }
}

/** SDMetrics' DiagnosticReport. */
export interface Diagnostic {
  readonly score: Score
  readonly dataValidity: Score
  readonly dataStructure: Score
}

/** Accuracy by MOSTLY AI's published definition: 1 - ½ L1 over quantile bins and frequent labels. Null where there are too few columns. */
export interface Accuracy {
  readonly overall: Reached | null
  readonly univariate: Reached | null
  readonly bivariate: Reached | null
  readonly trivariate: Reached | null
  /** Pairs and triples that were looked at, of how many; of many rows or columns some are drawn with the seed, of triples at most 10,000. */
  readonly pairs: {readonly seen: number; readonly all: number}
  readonly triples: {readonly seen: number; readonly all: number}
}

/** How well a classifier tells synthetic rows from real ones it did not see in training. */
export interface Detection {
  readonly against: 'training rows' | 'held-out rows'
  /** Rows of each side that were used. */
  readonly rows: number
  /** Area under the ROC curve, out of fold: 0.5 nothing tells them apart, 1 everything does. */
  readonly boosted: number
  readonly logistic: number
  /** The boosted classifier's ROC curve, at most 102 points from (0, 0) to (1, 1): [false positive rate, true positive rate]. */
  readonly curve: readonly (readonly [number, number])[]
  /** Columns that gave it away, worst first: their share of the gain of all splits, and the AUC of the column by itself, 0.5 to 1. */
  readonly culprits: readonly {readonly column: string; readonly share: number; readonly alone: number}[]
}

export interface Utility {
  readonly target: string
  readonly task: 'classification' | 'regression'
  /** Real rows the models are tested on: those held out, or a fifth of the real ones that the model on real rows did not see. */
  readonly testedOn: 'held-out rows' | 'a fifth of the real rows'
  /** Label counted as positive in classification with two classes. */
  readonly positive: string | null
  /** Train on synthetic, test on real. AUC (one against the rest, mean weighted alike) and macro F1; or R² and RMSE. */
  readonly synthetic: UtilityScores
  /** Train on real, test on real. */
  readonly real: UtilityScores
  /** AUC or R² of the one over the other; null when the real model itself learns nothing. */
  readonly ratio: number | null
}

export interface UtilityScores {
  readonly auc?: number
  readonly f1?: number
  readonly r2?: number
  readonly rmse?: number
}

/** Quantiles at 0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99 and 1. */
export type Quantiles = readonly number[]

export interface Privacy {
  /** Rows that are equal to a real one in every column but ids and free text, of the synthetic table. */
  readonly identical: {
    readonly rows: number
    readonly share: number
    /** Share that is to be expected of new rows: that of held-out ones, or `repeated` where there are none or they overlap. */
    readonly natural: number | null
    /** Share of the real rows that are equal to another real one. */
    readonly repeated: number | null
    /** Held-out rows that are equal to a real one; `overlaps` when they are so many that they were not kept from training. */
    readonly heldOut: {readonly rows: number; readonly overlaps: boolean} | null
  }
  /** Null where it was not asked for. Distance to the closest real row (Gower over all learnt columns) of synthetic rows and, for comparison, of held-out ones. */
  readonly distance: {
    readonly synthetic: Quantiles
    readonly holdout: Quantiles | null
    /** Of real rows to the closest other real row. */
    readonly real: Quantiles
    /** Nearest over second nearest distance, the same. */
    readonly ratio: Quantiles
    readonly ratioHoldout: Quantiles | null
    /** Shares of the distances by bin, for a plot. */
    readonly histogram: {
      readonly edges: readonly number[]
      readonly synthetic: readonly number[]
      readonly holdout: readonly number[] | null
    }
    /** Rows that were asked and rows they were held against; fewer than all only beyond 10⁹ pairs. */
    readonly queries: number
    readonly references: number
    readonly exact: boolean
  } | null
  /** What needs rows held out from training; null without. */
  readonly holdout: {
    /** Share of synthetic rows nearer to a training row than to a held-out one, of equal counts of both, ties half; 0.5 is ideal. */
    readonly dcrShare: number
    /** What a copy of the training rows gets. */
    readonly dcrShareOfCopy: number
    /** (dcrShare - ½) / (dcrShareOfCopy - ½): 0 no nearer to training rows than to others, 1 a copy; null where a copy itself cannot be told. */
    readonly copyIndex: number | null
    readonly standardError: number | null
    /** A density-ratio attack (DOMIAS): who was in the training table? AUC 0.5 is a guess, as is a true positive rate of 0.01 at 1 % false ones. */
    readonly membership: {readonly auc: number; readonly tprAt1Percent: number} | null
  } | null
  /** Anonymeter's: 0 the attacker does no better than against people who are not in the table, 1 always right. */
  readonly singlingOut: Risk | null
  readonly attributeInference: readonly (Risk & {readonly column: string})[]
  /** Ids and free texts of the synthetic table that stand in the real one, as a share; by column. */
  readonly copiedCells: readonly {
    readonly column: string
    readonly kind: 'id' | 'text'
    readonly share: number
    /** Of held-out cells, the share that stands in the real table; without, of real cells, the share that stands there twice. */
    readonly natural: number
  }[]
}

/** A risk between 0 and 1 with its 95 % interval (Wilson), and the rates it is made of. */
export interface Risk {
  readonly risk: number
  readonly interval: readonly [number, number]
  readonly attackRate: number
  /** Against held-out rows, or by guessing where there are none. */
  readonly controlRate: number
  readonly baselineRate: number
  readonly attacks: number
}
