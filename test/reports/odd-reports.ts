// Reports that try the page: hostile names, thousands of columns, nothing known, numbers at the end of their range.
import type {ExplainedColumn, Histogram} from '@inferloop/report'
import type {ValidateReport} from '../../src/services/validate-report.ts'
import {madePairs, madeReport} from './made-report.ts'

const RIGHT_TO_LEFT = String.fromCodePoint(0x202e)
const NUL = String.fromCodePoint(0)
const LONE = String.fromCharCode(0xd800)

/** What a stranger might call a column or a label to run code, to break out of where it stands, or to deceive. */
export const HOSTILE = [
  '<script>globalThis.broken = true</script>',
  '"><img src="https://example.invalid/x.png" onerror="globalThis.broken = true">',
  "' onload='globalThis.broken = true",
  '</style><style>*{display:none}</style>',
  '</svg></title></table><h1>Passed</h1>',
  '{{verdict.word}}{{{style}}}',
  '&lt;b&gt; &amp; &#60;i&#62;',
  `pay${RIGHT_TO_LEFT}fdp.exe`,
  `nul${NUL}bell\u0007escape\u001b[31m lone ${LONE} line\nfeed`,
  '__proto__',
  'constructor',
  'name with spaces that goes on and on without an end in sight, as exports of surveys have them for every question',
  'W'.repeat(5000),
  'عمر المريض',
  '患者の年齢と住所と電話番号',
  '👩🏽‍🚀 e\u0301 ﷽',
  '',
  ' ',
]

/** Every text of a report that a stranger can choose, chosen badly. */
export function hostileReport(): ValidateReport {
  const made = madeReport()
  const columns = HOSTILE.map((name, at): ExplainedColumn => {
    const like = made.columns[1 + (at % 7)]!
    const histogram: Histogram | null =
      at % 2 === 0
        ? {
            type: 'labels',
            labels: HOSTILE,
            real: HOSTILE.map(() => 1 / 18),
            synthetic: HOSTILE.map((_, i) => i / 153),
          }
        : like.histogram
    return {...like, name, histogram, why: at < 12 ? [`${name} is not what it was: try --set ${name}.`] : []}
  })
  const [first, second] = [HOSTILE[0]!, HOSTILE[1]!]
  return {
    ...made,
    infer: first,
    real: {...made.real, file: first, sha256: second},
    synthetic: {...made.synthetic, file: second},
    verdict: {passed: false, sentences: HOSTILE.map(text => `It says ${text}`)},
    gates: [
      ...made.gates,
      ...HOSTILE.map(said => ({name: 'drift' as const, limit: 0, value: 1, passed: false, said})),
    ],
    warnings: HOSTILE.map(message => ({code: 'columns', message})),
    columns,
    pairs: madePairs(HOSTILE, 1),
    detection: made.detection.map(told => ({
      ...told,
      culprits: HOSTILE.map(column => ({column, share: 1 / 18, alone: 0.6})),
    })),
    utility: HOSTILE.map(target => ({...made.utility[0]!, target, positive: target})),
    privacy: {
      ...made.privacy,
      attributeInference: HOSTILE.map(column => ({...made.privacy.attributeInference[0]!, column})),
      copiedCells: HOSTILE.map(column => ({column, kind: 'text', share: 0.5, natural: 0})),
    },
    baseline: {
      file: second,
      changes: HOSTILE.map(name => ({name, before: 1, now: 0.5, worse: 0.5})),
      gone: [],
    },
  }
}

/** A table of many columns, each of which something is wrong with. */
export function wideReport(count: number): ValidateReport {
  const made = madeReport()
  const columns = Array.from({length: count}, (_, at): ExplainedColumn => {
    const like = made.columns[1 + (at % 7)]!
    return {...like, name: `question ${at + 1}`, why: at % 3 === 0 ? like.why : []}
  })
  const names = columns.slice(0, Math.min(count, 440)).map(({name}) => name)
  return {...made, columns, pairs: madePairs(names, 0.8)}
}

/** What is left of a report where nothing can be known. */
export function blankReport(): ValidateReport {
  const made = madeReport({holdout: false, passed: true})
  const distance = made.privacy.distance!
  const zeros = distance.synthetic.map(() => 0)
  return {
    ...made,
    verdict: {passed: true, sentences: []},
    gates: [],
    warnings: [],
    quality: {
      score: null,
      columnShapes: null,
      columnPairTrends: null,
      columnPairTrendsBySdmetrics: null,
      sdmetricsDefault: {score: null, columnPairTrends: null, pairs: 0},
    },
    diagnostic: {score: null, dataValidity: null, dataStructure: null},
    accuracy: {
      overall: null,
      univariate: null,
      bivariate: null,
      trivariate: null,
      pairs: {seen: 0, all: 0},
      triples: {seen: 0, all: 0},
    },
    columns: [
      {
        name: 'nothing',
        kind: 'empty',
        shape: null,
        coverage: null,
        validity: null,
        missing: {metric: 'MissingValueSimilarity', score: null},
        accuracy: null,
        traits: [],
        histogram: null,
        why: [],
      },
    ],
    pairs: [],
    detection: [],
    utility: [],
    privacy: {
      ...made.privacy,
      distance: {
        ...distance,
        synthetic: zeros,
        ratio: zeros,
        histogram: {edges: [], synthetic: [], holdout: null},
      },
      singlingOut: null,
      attributeInference: [],
      copiedCells: [],
    },
  }
}

/** Histograms of numbers at the end of their range, of one point, of none, and of instants beyond the calendar. */
export const ODD_HISTOGRAMS: readonly Histogram[] = [
  {type: 'numbers', edges: [-1e308, 0, 1e308], real: [0.5, 0.5], synthetic: [1, 0]},
  {type: 'numbers', edges: [1.7e308, 1.79e308], real: [1], synthetic: [0]},
  {type: 'numbers', edges: [5, 5], real: [1], synthetic: [1]},
  {type: 'numbers', edges: [0, 0, 0], real: [0.5, 0.5], synthetic: [1, 0]},
  {type: 'numbers', edges: [1e-300, 2e-300, 3e-300], real: [0.5, 0.5], synthetic: [1, 0]},
  {type: 'numbers', edges: [0, 1, 10, 1000], real: [0.5, 0.25, 0.25], synthetic: [0, 0, 0]},
  {type: 'numbers', edges: [], real: [], synthetic: []},
  {type: 'instants', edges: [-9e15, 9e15], real: [1], synthetic: [1]},
  {type: 'instants', edges: [0, 0], real: [1], synthetic: [1]},
  {type: 'labels', labels: [], real: [], synthetic: []},
  {type: 'labels', labels: ['', '(other)'], real: [0, 0], synthetic: [0, 0]},
]
