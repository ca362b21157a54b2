// Reports over made-up visits to a hospital: shares and shapes are counted from the rows, the rest is set to what such tables get.
import type {Detection, ExplainedColumn, Histogram, JudgedPair, Privacy, Trait} from '@inferloop/report'
import type {Change, ValidateReport} from '../../src/services/validate-report.ts'
import {ROWS, visits} from './made-visits.ts'

const BINS = 40

export interface Made {
  /** 0 is another sample of the same hospital, 1 is off in many ways. */
  readonly fault?: number
  readonly holdout?: boolean
  readonly passed?: boolean
}

export function madeReport({fault = 1, holdout = true, passed = false}: Made = {}): ValidateReport {
  const columns = madeColumns(fault)
  const shapes = columns.flatMap(({shape}) => shape?.score ?? [])
  const pairs = madePairs(
    columns.filter(({kind}) => kind !== 'id' && kind !== 'text').map(({name}) => name),
    fault,
  )
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [columnShapes, columnPairTrends] = [mean(shapes), mean(pairs.map(({score}) => score ?? 1))]
  const quality = (columnShapes + columnPairTrends) / 2
  const identical = {
    name: 'identical-rows',
    limit: 0.001,
    value: 0,
    passed: true,
    said: '0.00 % of the synthetic rows (0) are equal to a real row, 0.00 % would be natural for this table.',
  } as const
  const detection = madeDetection(fault, holdout)
  return {
    report: 'infer validate',
    format: 1,
    infer: '0.1.0',
    seed: 1,
    real: {file: 'visits.csv', rows: ROWS, columns: columns.length, sha256: '9f2c'.repeat(16)},
    synthetic: {file: 'visits.synthetic.csv', rows: ROWS, columns: columns.length, sha256: '04be'.repeat(16)},
    holdout: holdout
      ? {file: 'visits.holdout.csv', rows: 1000, columns: columns.length, sha256: 'c77a'.repeat(16)}
      : null,
    verdict: {
      passed,
      sentences: [
        `Columns and pairs are close to the real ones: quality ${quality.toFixed(3)} of 1 (columns ${columnShapes.toFixed(3)}, pairs ${columnPairTrends.toFixed(3)}).`,
        `A classifier often tells synthetic rows from real ones, by "admitted", "ward", "cost" above all (AUC ${detection.at(-1)!.boosted.toFixed(3)} against ${detection.at(-1)!.against}, where 0.5 is a guess).`,
        'There is little sign of copying: copy index 0.14 ± 0.02, where 0 is none and 1 a copy.',
      ],
    },
    gates: [
      {name: 'structure', limit: 0, value: 0, passed: true, said: 'The columns are those of the real table.'},
      identical,
      {
        name: 'quality',
        limit: 0.9,
        value: quality,
        passed: true,
        said: `The quality score is ${quality.toFixed(4)}, within the limit of 0.9.`,
      },
      ...(passed
        ? []
        : [
            {
              name: 'detection' as const,
              limit: 0.6,
              value: detection.at(-1)!.boosted,
              passed: false,
              said: `The detection AUC against held-out rows is ${detection.at(-1)!.boosted.toFixed(4)}, ${(detection.at(-1)!.boosted - 0.6).toFixed(4)} over the limit of 0.6.`,
            },
          ]),
    ],
    warnings: holdout
      ? []
      : [
          {
            code: 'no-holdout',
            message:
              'Without --holdout it cannot be known whether rows were copied from training or who was in it.',
          },
        ],
    quality: {
      score: quality,
      columnShapes,
      columnPairTrends,
      columnPairTrendsBySdmetrics: columnPairTrends,
      sdmetricsDefault: {score: quality - 0.013, columnPairTrends: columnPairTrends - 0.026, pairs: 7},
    },
    diagnostic: {score: 0.999, dataValidity: 0.998, dataStructure: 1},
    accuracy: {
      overall: {score: 0.941, reachable: 0.977},
      univariate: {score: 0.968, reachable: 0.991},
      bivariate: {score: 0.941, reachable: 0.978},
      trivariate: {score: 0.914, reachable: 0.962},
      pairs: {seen: 36, all: 36},
      triples: {seen: 84, all: 84},
    },
    columns,
    pairs,
    detection,
    utility: [
      {
        target: 'smoker',
        task: 'classification',
        testedOn: 'held-out rows',
        positive: 'true',
        synthetic: {auc: 0.8123, f1: 0.6911},
        real: {auc: 0.8347, f1: 0.7062},
        ratio: 0.9732,
      },
      {
        target: 'cost',
        task: 'regression',
        testedOn: 'held-out rows',
        positive: null,
        synthetic: {r2: 0.0712, rmse: 1893.4},
        real: {r2: 0.0811, rmse: 1842.2},
        ratio: 0.8779,
      },
    ],
    privacy: madePrivacy(holdout),
    baseline: passed ? null : {file: 'last-week.json', changes: madeChanges(quality), gone: []},
  }
}

function madeColumns(fault: number): ExplainedColumn[] {
  const [real, synthetic] = [visits(7, 0), visits(8, fault)]
  const number = (
    name: 'age' | 'cost' | 'bmi' | 'admitted',
    why: readonly string[] = [],
    traits: readonly Trait[] = [],
  ): ExplainedColumn => ({
    ...column(name, name === 'admitted' ? 'datetime' : 'numeric', why, traits),
    shape: {metric: 'KSComplement', score: ks(real[name], synthetic[name])},
    coverage: {metric: 'RangeCoverage', score: 0.943},
    validity: {metric: 'BoundaryAdherence', score: 1},
    histogram: bins(real[name], synthetic[name], name === 'admitted' ? 'instants' : 'numbers'),
  })
  const labels = (name: 'ward' | 'insurance' | 'smoker', why: readonly string[] = []): ExplainedColumn => {
    const histogram = bars(real[name], synthetic[name])
    return {
      ...column(name, name === 'smoker' ? 'boolean' : 'categorical', why),
      shape: {metric: 'TVComplement', score: tv(histogram)},
      coverage: {metric: 'CategoryCoverage', score: 1},
      validity: {metric: 'CategoryAdherence', score: 1},
      histogram,
    }
  }
  const offGrid: Trait = {
    trait: 'off-grid',
    real: 0,
    synthetic: 0.731,
    score: 0.269,
    said: '73.1 % of the synthetic values stand off the grid of 0.01, none of the real ones.',
  }
  const missing: Trait = {
    trait: 'missing',
    real: 0.081,
    synthetic: 0.132,
    score: 0.949,
    said: '13.2 % of the synthetic cells are missing, 8.1 % of the real ones.',
  }
  const key: ExplainedColumn = {
    ...column('patient', 'id'),
    accuracy: null,
    validity: {metric: 'KeyUniqueness', score: 1},
  }
  return [
    key,
    number(
      'age',
      fault < 0.5
        ? []
        : [
            'Children are too few: 18 % of the synthetic values are below 16, 30 % of the real ones. Trees with smaller leaves follow two groups better: --set minLeaf=20.',
          ],
    ),
    number(
      'cost',
      fault < 0.5
        ? []
        : [
            '73.1 % of the synthetic values stand off the grid of 0.01: they have more decimals than the real ones. Round them, or let infer read the column as numbers with two decimals.',
          ],
      [offGrid],
    ),
    number('bmi', [], [missing]),
    number(
      'admitted',
      fault < 0.5
        ? []
        : [
            'No real row falls on a Sunday, 14 % of the synthetic ones do. Add the day of the week as a column, or generate with a constraint.',
          ],
    ),
    labels(
      'ward',
      fault < 0.5
        ? []
        : ['"Surgery" has 21 % of the synthetic cells, 27 % of the real ones; rare labels got their share.'],
    ),
    labels('insurance'),
    labels('smoker'),
    {...column('remark', 'text'), accuracy: null, validity: {metric: 'KeyUniqueness', score: 0.998}},
    {
      ...column('hospital', 'constant'),
      shape: {metric: 'TVComplement', score: 1},
      histogram: {type: 'labels', labels: ['St. Mary'], real: [1], synthetic: [1]},
    },
  ]
}

const column = (
  name: string,
  kind: ExplainedColumn['kind'],
  why: readonly string[] = [],
  traits: readonly Trait[] = [],
): ExplainedColumn => ({
  name,
  kind,
  shape: null,
  coverage: null,
  validity: null,
  missing: {
    metric: 'MissingValueSimilarity',
    score: traits.some(({trait}) => trait === 'missing') ? 0.949 : 1,
  },
  accuracy: {score: 0.962, reachable: 0.988},
  traits,
  histogram: null,
  why,
})

/** Scores that fall with the distance of two columns, so that the heatmap has a pattern. */
export function madePairs(names: readonly string[], fault: number): JudgedPair[] {
  return names.flatMap((a, i) =>
    names.slice(i + 1).map((b, j): JudgedPair => {
      const score = 1 - fault * 0.4 * Math.abs(Math.sin(3 * i + 7 * (i + j + 1))) ** 4 - 0.004
      const numbers = (i + j) % 3 === 0
      return {
        columns: [a, b],
        metric: numbers ? 'CorrelationSimilarity' : 'ContingencySimilarity',
        score,
        scoreBySdmetrics: score,
        real: numbers ? 0.62 : null,
        synthetic: numbers ? 0.62 - 2 * (1 - score) : null,
        spearman: null,
        strength: numbers ? 0.62 : 0.31,
      }
    }),
  )
}

function madeDetection(fault: number, holdout: boolean): Detection[] {
  const bend = 1 + 1.6 * fault
  const told = (against: Detection['against'], by: number): Detection => ({
    against,
    rows: holdout ? 1000 : ROWS,
    boosted: by / (1 + by),
    logistic: 0.5 + 0.3 * (by / (1 + by) - 0.5),
    curve: Array.from({length: 51}, (_, at) => [at / 50, 1 - (1 - at / 50) ** by] as const),
    culprits: [
      {column: 'admitted', share: 0.41, alone: 0.642},
      {column: 'ward', share: 0.22, alone: 0.588},
      {column: 'cost', share: 0.14, alone: 0.571},
      {column: 'age', share: 0.09, alone: 0.559},
      {column: 'bmi', share: 0.05, alone: 0.524},
    ],
  })
  return [told('training rows', bend * 1.08), ...(holdout ? [told('held-out rows', bend)] : [])]
}

function madePrivacy(holdout: boolean): Privacy {
  const edges = Array.from({length: 31}, (_, at) => at / 100)
  const bell = (middle: number) => {
    const heights = edges.slice(1).map(edge => Math.exp(-(((edge - middle) / 0.045) ** 2)))
    const all = heights.reduce((sum, height) => sum + height, 0)
    return heights.map(height => height / all)
  }
  const quantiles = [0.01, 0.031, 0.048, 0.061, 0.082, 0.107, 0.131, 0.158, 0.176, 0.211, 0.29]
  const risk = (attackRate: number, controlRate: number, attacks = 500) => {
    const value = Math.max(0, (attackRate - controlRate) / (1 - controlRate))
    return {
      risk: value,
      interval: [Math.max(0, value - 0.031), value + 0.034] as const,
      attackRate,
      controlRate,
      baselineRate: 0.02,
      attacks,
    }
  }
  return {
    identical: {
      rows: 0,
      share: 0,
      natural: 0,
      repeated: 0,
      heldOut: holdout ? {rows: 0, overlaps: false} : null,
    },
    distance: {
      synthetic: quantiles,
      holdout: holdout ? quantiles.map(value => value * 1.04) : null,
      real: quantiles,
      ratio: quantiles.map(value => 0.5 + value),
      ratioHoldout: holdout ? quantiles.map(value => 0.52 + value) : null,
      histogram: {edges, synthetic: bell(0.107), holdout: holdout ? bell(0.115) : null},
      queries: ROWS,
      references: ROWS,
      exact: true,
    },
    holdout: holdout
      ? {
          dcrShare: 0.531,
          dcrShareOfCopy: 0.722,
          copyIndex: 0.1396,
          standardError: 0.021,
          membership: {auc: 0.512, tprAt1Percent: 0.013},
        }
      : null,
    singlingOut: risk(0.031, 0.022),
    attributeInference: [
      {column: 'smoker', ...risk(0.81, 0.8)},
      {column: 'insurance', ...risk(0.83, 0.81)},
      {column: 'ward', ...risk(0.34, 0.29)},
    ],
    copiedCells: [
      {column: 'patient', kind: 'id', share: 0, natural: 0},
      {column: 'remark', kind: 'text', share: 0.0012, natural: 0},
    ],
  }
}

const madeChanges = (quality: number): Change[] => [
  {name: 'quality', before: quality + 0.031, now: quality, worse: 0.031},
  {name: 'cost: shape', before: 0.981, now: 0.941, worse: 0.04},
  {name: 'detection against held-out rows', before: 0.731, now: 0.722, worse: -0.009},
  {name: 'age: missing', before: 1, now: 1, worse: 0},
]

const known = (values: readonly number[]): number[] => values.filter(value => !Number.isNaN(value))

function bins(
  real: readonly number[],
  synthetic: readonly number[],
  type: 'numbers' | 'instants',
): Histogram {
  const sorted = known([...real, ...synthetic]).sort((a, b) => a - b)
  const [low, high] = [sorted[0]!, sorted[Math.floor(0.995 * sorted.length)]!]
  const shares = (values: readonly number[]) => {
    const counts = new Array<number>(BINS).fill(0)
    for (const value of known(values))
      counts[Math.min(BINS - 1, Math.floor((BINS * (value - low)) / (high - low)))]! += 1
    return counts.map(count => count / known(values).length)
  }
  const edges = Array.from({length: BINS + 1}, (_, at) => low + ((high - low) * at) / BINS)
  return {type, edges, real: shares(real), synthetic: shares(synthetic)}
}

function bars(real: readonly string[], synthetic: readonly string[]): Extract<Histogram, {type: 'labels'}> {
  const share = (values: readonly string[], label: string) =>
    values.filter(value => value === label).length / values.length
  const labels = [...new Set(real)].sort((a, b) => share(real, b) - share(real, a))
  return {
    type: 'labels',
    labels,
    real: labels.map(label => share(real, label)),
    synthetic: labels.map(label => share(synthetic, label)),
  }
}

/** 1 minus the greatest distance of the two cumulative shares, in one walk over both. */
function ks(real: readonly number[], synthetic: readonly number[]): number {
  const [a, b] = [known(real).sort((x, y) => x - y), known(synthetic).sort((x, y) => x - y)]
  let most = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const value = Math.min(a[i]!, b[j]!)
    while (i < a.length && a[i]! <= value) i += 1
    while (j < b.length && b[j]! <= value) j += 1
    most = Math.max(most, Math.abs(i / a.length - j / b.length))
  }
  return 1 - most
}

const tv = ({real, synthetic}: Extract<Histogram, {type: 'labels'}>): number =>
  1 - real.reduce((sum, share, at) => sum + Math.abs(share - synthetic[at]!), 0) / 2
