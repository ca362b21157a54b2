// What the template of the report is given: everything counted, worded and drawn.
import {counted} from '@inferloop/contract'
import type {Accuracy, Reached} from '@inferloop/report'
import type {Gate, ValidateReport} from '../../services/validate-report.ts'
import {count} from '../../ui/amounts.ts'
import {type ChangesView, changesView} from './changes-view.ts'
import {COLUMN_HEADINGS, type ColumnsView, columnsView} from './columns-view.ts'
import {type DetectionView, detectionView} from './detection-view.ts'
import {score} from './figures.ts'
import {type MeasuredView, measuredView} from './measured-view.ts'
import {type PairsView, pairsView} from './pairs-view.ts'
import type {Pen} from './plot.ts'
import {type PrivacyView, privacyView} from './privacy-view.ts'
import {type Tile, summaryTiles} from './summary-view.ts'
import {type Tone, toneOf} from './tone.ts'
import {type UtilityRow, utilityRows} from './utility-view.ts'

export interface ReportView {
  readonly real: {readonly file: string; readonly rows: string}
  readonly synthetic: {readonly file: string; readonly rows: string}
  readonly verdict: {
    readonly word: string
    readonly mark: string
    readonly tone: Tone
    /** How many gates failed or held; empty where there are none. */
    readonly gates: string
    readonly sentences: readonly string[]
  }
  readonly contents: readonly {readonly id: string; readonly title: string}[]
  readonly failed: readonly GateView[]
  readonly held: readonly GateView[]
  readonly tiles: readonly Tile[]
  readonly warnings: readonly {readonly message: string}[]
  readonly changes: ChangesView | null
  readonly columns: ColumnsView
  readonly columnCount: string
  readonly headings: readonly string[]
  readonly pairs: PairsView | null
  readonly accuracy: AccuracyView | null
  readonly detection: DetectionView | null
  readonly utility: readonly UtilityRow[]
  readonly privacy: PrivacyView
  readonly measured: MeasuredView
}

interface GateView {
  readonly name: string
  readonly outcome: string
  readonly mark: string
  readonly tone: Tone
  readonly said: string
}

interface AccuracyView {
  readonly rows: readonly {
    readonly name: string
    readonly value: string
    readonly tone: Tone
    readonly reachable: string
  }[]
  readonly note: string | null
}

const GATES: Readonly<Record<Gate['name'], string>> = {
  structure: 'Structure',
  'identical-rows': 'Identical rows',
  'copied-text': 'Copied texts',
  quality: 'Quality',
  detection: 'Told apart',
  'copy-index': 'Copy index',
  drift: 'Drift',
  card: 'Data card',
}

/** @param report with every text shown already */
export function reportView(pen: Pen, report: ValidateReport): ReportView {
  const names = report.columns.map(({name}) => name)
  const parts = {
    changes: report.baseline === null ? null : changesView(report.baseline),
    columns: columnsView(pen, report.columns),
    pairs: pairsView(pen, names, report.pairs),
    accuracy: accuracyView(report.accuracy),
    detection: detectionView(pen, report.detection),
    utility: utilityRows(report.utility),
    privacy: privacyView(pen, report.privacy),
  }
  return {
    ...parts,
    real: {file: report.real.file, rows: count(report.real.rows)},
    synthetic: {file: report.synthetic.file, rows: count(report.synthetic.rows)},
    verdict: verdictOf(report),
    contents: contentsOf(report, parts),
    failed: report.gates.filter(({passed}) => !passed).map(gateView),
    held: report.gates.filter(({passed}) => passed).map(gateView),
    tiles: summaryTiles(report),
    warnings: report.warnings,
    columnCount: counted(report.columns.length, 'column'),
    headings: COLUMN_HEADINGS,
    measured: measuredView(report),
  }
}

const gateView = ({name, passed, said}: Gate): GateView => ({
  ...marked(passed),
  name: GATES[name],
  outcome: passed ? 'passed' : 'failed',
  said,
})

const marked = (passed: boolean): {readonly mark: string; readonly tone: Tone} =>
  passed ? {mark: '✓', tone: 'good'} : {mark: '✕', tone: 'poor'}

function verdictOf({verdict: {passed, sentences}, gates}: ValidateReport): ReportView['verdict'] {
  const failed = gates.filter(gate => !gate.passed).length
  const all = counted(gates.length, 'gate')
  return {
    ...marked(passed),
    word: passed ? 'Passed' : 'Failed',
    gates: gates.length === 0 ? '' : failed === 0 ? `${all} held` : `${failed} of ${all} failed`,
    // Gates stand beside with the same words.
    sentences: sentences.filter(sentence => !gates.some(({said}) => said === sentence)),
  }
}

function contentsOf(
  {warnings}: ValidateReport,
  parts: Pick<ReportView, 'changes' | 'pairs' | 'accuracy' | 'detection'>,
): ReportView['contents'] {
  const all: readonly (readonly [id: string, title: string, there: boolean])[] = [
    ['verdict', 'Verdict', true],
    ['summary', 'At a glance', true],
    ['warnings', 'Warnings', warnings.length > 0],
    ['changes', 'Since the baseline', parts.changes !== null],
    ['columns', 'Columns', true],
    ['pairs', 'Pairs', parts.pairs !== null],
    ['accuracy', 'Accuracy', parts.accuracy !== null],
    ['detection', 'Told apart', parts.detection !== null],
    ['utility', 'Utility', true],
    ['privacy', 'Privacy', true],
    ['measured', 'How it was measured', true],
  ]
  return all.filter(([, , there]) => there).map(([id, title]) => ({id, title}))
}

function accuracyView({
  overall,
  univariate,
  bivariate,
  trivariate,
  pairs,
  triples,
}: Accuracy): AccuracyView | null {
  const rows = (
    [
      ['one', univariate],
      ['two together', bivariate],
      ['three together', trivariate],
      ['all of these', overall],
    ] satisfies readonly (readonly [string, Reached | null])[]
  ).flatMap(([name, reached]) =>
    reached === null
      ? []
      : [
          {
            name,
            value: score(reached.score),
            tone: toneOf('reached', reached.score / reached.reachable),
            reachable: score(reached.reachable),
          },
        ],
  )
  if (rows.length === 0) return null
  const drawn = [
    {what: 'pairs', ...pairs},
    {what: 'triples', ...triples},
  ].filter(({seen, all}) => seen < all)
  const parts = drawn.map(({what, seen, all}) => `${count(seen)} of ${count(all)} ${what}`)
  return {
    rows,
    note: drawn.length > 0 ? `${parts.join(' and ')} of columns, drawn with the seed.` : null,
  }
}
