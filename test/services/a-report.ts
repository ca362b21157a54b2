// A judgement and a report written down: two columns of a good copy, to be changed where a test needs it.
import type {Judgement} from '@inferloop/report'
import type {ValidateReport} from '../../src/services/validate-report.ts'

const quantiles = [0, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.9]

export function aJudgement(): Judgement {
  return {
    quality: {
      score: 0.98,
      columnShapes: 0.99,
      columnPairTrends: 0.97,
      columnPairTrendsBySdmetrics: 0.96,
      sdmetricsDefault: {score: 0.98, columnPairTrends: 0.97, pairs: 1},
    },
    diagnostic: {score: 1, dataValidity: 1, dataStructure: 1},
    accuracy: {
      overall: {score: 0.98, reachable: 0.985},
      univariate: {score: 0.99, reachable: 0.99},
      bivariate: {score: 0.97, reachable: 0.98},
      trivariate: null,
      pairs: {seen: 0, all: 0},
      triples: {seen: 0, all: 0},
    },
    columns: [
      {
        name: 'age',
        kind: 'numeric',
        shape: {metric: 'KSComplement', score: 0.99},
        coverage: {metric: 'RangeCoverage', score: 1},
        validity: {metric: 'BoundaryAdherence', score: 1},
        missing: {metric: 'MissingValueSimilarity', score: 1},
        accuracy: {score: 0.99, reachable: 0.99},
        traits: [],
        histogram: {type: 'numbers', edges: [0, 50, 100], real: [0.5, 0.5], synthetic: [0.51, 0.49]},
        why: [],
      },
      {
        name: 'sex <b>',
        kind: 'boolean',
        shape: {metric: 'TVComplement', score: 0.99},
        coverage: {metric: 'CategoryCoverage', score: 1},
        validity: {metric: 'CategoryAdherence', score: 1},
        missing: {metric: 'MissingValueSimilarity', score: 0.8},
        accuracy: {score: 0.98, reachable: 0.99},
        traits: [],
        histogram: {type: 'labels', labels: ['f', 'm'], real: [0.5, 0.5], synthetic: [0.49, 0.51]},
        why: ['20 % more cells are missing than in the real table.'],
      },
    ],
    pairs: [
      {
        columns: ['age', 'sex <b>'],
        metric: 'ContingencySimilarity',
        score: 0.97,
        scoreBySdmetrics: 0.96,
        real: null,
        synthetic: null,
        spearman: null,
        strength: 0.2,
      },
    ],
    detection: [
      {
        against: 'held-out rows',
        rows: 1000,
        boosted: 0.53,
        logistic: 0.51,
        curve: [
          [0, 0],
          [0.5, 0.53],
          [1, 1],
        ],
        culprits: [{column: 'age', share: 0.7, alone: 0.52}],
      },
    ],
    utility: [
      {
        target: 'sex <b>',
        task: 'classification',
        testedOn: 'held-out rows',
        positive: 'm',
        synthetic: {auc: 0.8, f1: 0.7},
        real: {auc: 0.81, f1: 0.72},
        ratio: 0.9877,
      },
    ],
    privacy: {
      identical: {
        rows: 1,
        share: 0.001,
        natural: 0.001,
        repeated: 0.001,
        heldOut: {rows: 1, overlaps: false},
      },
      distance: {
        synthetic: quantiles,
        holdout: quantiles,
        real: quantiles,
        ratio: quantiles,
        ratioHoldout: quantiles,
        histogram: {edges: [0, 0.5, 1], synthetic: [0.9, 0.1], holdout: [0.9, 0.1]},
        queries: 1000,
        references: 1000,
        exact: true,
      },
      holdout: {
        dcrShare: 0.52,
        dcrShareOfCopy: 0.7,
        copyIndex: 0.1,
        standardError: 0.05,
        membership: {auc: 0.51, tprAt1Percent: 0.012},
      },
      singlingOut: null,
      attributeInference: [],
      copiedCells: [],
    },
  }
}

export function aReport(): ValidateReport {
  return {
    report: 'infer validate',
    format: 1,
    infer: '0.1.0',
    seed: 1,
    real: {file: 'train.csv', rows: 1000, columns: 2, sha256: 'a'.repeat(64)},
    synthetic: {file: 'synth "x".csv', rows: 1000, columns: 2, sha256: 'b'.repeat(64)},
    holdout: {file: 'test.csv', rows: 1000, columns: 2, sha256: 'c'.repeat(64)},
    verdict: {passed: false, sentences: ['The copy index is 0.6000, 0.2000 over the limit of 0.4.']},
    gates: [
      {name: 'structure', limit: 0, value: 0, passed: true, said: 'The columns are those of the real table.'},
      {name: 'copy-index', limit: 0.4, value: 0.6, passed: false, said: 'The copy index is 0.6000 & more.'},
    ],
    warnings: [{code: 'few-rows', message: 'The real table has 10 rows'}],
    ...aJudgement(),
    baseline: null,
  }
}
