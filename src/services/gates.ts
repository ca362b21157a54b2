// Which limits a judgement keeps and which it breaks, and by how much.
import {withCommas} from '@inferloop/contract'
import type {Judgement, Privacy} from '@inferloop/report'
import type {Comparison} from '@inferloop/contract'
import type {CardCheck} from './data-card.ts'
import {MISLED} from './verdict.ts'
import type {Limits} from './validate-options.ts'
import type {Change, Gate} from './validate-report.ts'

export const DEFAULT_DRIFT = 0.02

/** Copies allowed beyond the natural rate where no limit is given, as a share of all. */
const SPARE_COPIES = 0.001
/** Standard errors of the natural rate that chance is given. */
const CHANCE = 3
/** Where less than this share is natural, few rows do not excuse more. */
const HALF = 0.5

export interface Judged {
  readonly judgement: Judgement
  readonly structure: Comparison['structure']
  readonly rows: Comparison['rows']
  readonly changes: readonly Change[] | undefined
  readonly card: CardCheck | undefined
}

/** Structure and identical rows are always judged; the others where a limit was given. */
export function gatesOf(judged: Judged, limits: Limits): Gate[] {
  const {judgement, structure, changes, card} = judged
  const {quality, detection, privacy} = judgement
  const gates = [
    structureGate(structure),
    identicalGate(privacy, judged.rows, limits.maxIdentical),
    ...textGate(privacy, judged.rows),
  ]
  if (limits.minQuality !== undefined)
    gates.push(atLeast('quality', 'The quality score', quality.score, limits.minQuality))
  if (limits.maxDetection !== undefined) {
    const told = detection.at(-1)
    const what = `The detection AUC against ${told?.against ?? 'real rows'}`
    gates.push(detectionGate(what, told?.boosted ?? null, limits.maxDetection))
  }
  if (limits.maxCopyIndex !== undefined) gates.push(copyGate(privacy, limits.maxCopyIndex))
  if (changes !== undefined) gates.push(driftGate(changes, limits.maxDrift ?? DEFAULT_DRIFT))
  if (card !== undefined) gates.push({name: 'card', limit: null, value: null, ...card})
  return gates
}

function structureGate({absent, extra, otherKind, strange}: Comparison['structure']): Gate {
  const faults = [
    ...absent.map(name => `"${name}" is missing`),
    ...extra.map(name => `"${name}" is not in the real table`),
    ...otherKind.map(({name, real, example}) => `"${name}" is not ${real}, a cell reads "${example}"`),
    ...strange.map(({name, example}) => `"${name}" has no label of the real one, a cell reads "${example}"`),
  ]
  const said =
    faults.length === 0
      ? 'The columns are those of the real table.'
      : `The columns are not those of the real table: ${few(faults, 5)}.`
  return {name: 'structure', limit: 0, value: faults.length, passed: faults.length === 0, said}
}

/**
 * Rows equal to a real one: as many as held-out rows are, or as real rows are to each other, a thousandth more, and room for chance.
 */
export function identicalGate(
  {identical}: Privacy,
  rows: Comparison['rows'],
  limit: number | undefined,
): Gate {
  const natural = identical.natural ?? 0
  const most = limit ?? allowed(natural, rows)
  const passed = identical.share <= most
  const found = `${percent(identical.share)} of the synthetic rows (${withCommas(identical.rows)}) are equal to a real row`
  const beside =
    limit === undefined
      ? `, ${percent(natural)} would be natural for this table`
      : `, the limit is ${percent(limit)}`
  const over = passed ? '' : `: ${percent(identical.share - most)} too many`
  return {
    name: 'identical-rows',
    limit: most,
    value: identical.share,
    passed,
    said: `${found}${beside}${over}.`,
  }
}

/**
 * Copies beyond a natural rate p that was seen among n rows, of m synthetic ones: p + 0.001 + 3 √((p (1 - p) + 1 / n) (1 / m + 1 / n)). In tables of few rows chance
 * could excuse anything: at most half the way from p to 1, and a half, where less than a half is natural.
 */
function allowed(natural: number, rows: Comparison['rows']): number {
  const seen = Math.max(1, rows.holdout ?? rows.real)
  const variance = (natural * (1 - natural) + 1 / seen) * (1 / Math.max(1, rows.synthetic) + 1 / seen)
  const most = natural + SPARE_COPIES + CHANCE * Math.sqrt(variance)
  return Math.min(1, natural < HALF ? Math.min(most, Math.max(HALF, (1 + natural) / 2)) : most)
}

/** Free texts that are real ones, judged where there are any. Ids may be counted from 1 in both tables, so they are no gate. */
function textGate({copiedCells}: Privacy, rows: Comparison['rows']): Gate[] {
  const texts = copiedCells.filter(({kind}) => kind === 'text')
  if (texts.length === 0) return []
  const over = texts.map(text => ({...text, limit: allowed(text.natural, rows)}))
  const worst = over.reduce((a, b) => (b.share - b.limit > a.share - a.limit ? b : a))
  const {column, share, natural, limit} = worst
  const passed = share <= limit
  const found = `${percent(share)} of the texts of "${column}" stand in the real table, ${percent(natural)} would be natural`
  return [
    {
      name: 'copied-text',
      limit,
      value: share,
      passed,
      said: `${found}${passed ? '' : `: ${percent(share - limit)} too many`}.`,
    },
  ]
}

function driftGate(changes: readonly Change[], limit: number): Gate {
  const worst = changes.reduce<Change | undefined>(
    (most, change) => (most === undefined || change.worse > most.worse ? change : most),
    undefined,
  )
  const value = Math.max(0, worst?.worse ?? 0)
  const over = changes.filter(({worse}) => worse > limit)
  const said =
    over.length === 0
      ? `Nothing is more than ${limit} worse than in the baseline.`
      : `${over.length} of ${changes.length} numbers are more than ${limit} worse than in the baseline: ${few(
          over.map(({name, before, now}) => `${name} ${number(before)} → ${number(now)}`),
          3,
        )}.`
  return {name: 'drift', limit, value, passed: over.length === 0, said}
}

/** Where even a copy would not be told by distance, there is nothing to hold against the limit; identical rows are judged all the same. */
function copyGate({holdout}: Privacy, limit: number): Gate {
  const what = 'The copy index'
  if (holdout === null || holdout.copyIndex !== null)
    return atMost('copy-index', what, holdout?.copyIndex ?? null, limit)
  const said = `${what} cannot be told in this table: copies would lie no nearer to the training rows than to held-out ones.`
  return {name: 'copy-index', limit, value: null, passed: true, said}
}

/** Far below a guess is as telling as far above: the classifier is misled by near copies. */
function detectionGate(what: string, auc: number | null, limit: number): Gate {
  if (auc === null || auc >= MISLED) return atMost('detection', what, auc, limit)
  return atMost(
    'detection',
    `${what} is ${number(auc)}, as far from a guess as 1 less that, which`,
    1 - auc,
    limit,
  )
}

function atLeast(name: Gate['name'], what: string, value: number | null, limit: number): Gate {
  return against(name, what, value, limit, value !== null && value >= limit, 'short of')
}

function atMost(name: Gate['name'], what: string, value: number | null, limit: number): Gate {
  return against(name, what, value, limit, value !== null && value <= limit, 'over')
}

/** What could not be computed keeps no limit. */
function against(
  name: Gate['name'],
  what: string,
  value: number | null,
  limit: number,
  passed: boolean,
  beyond: string,
): Gate {
  if (value === null)
    return {name, limit, value, passed: false, said: `${what} could not be computed; the limit is ${limit}.`}
  const by = passed
    ? `, within the limit of ${limit}`
    : `, ${number(Math.abs(value - limit))} ${beyond} the limit of ${limit}`
  return {name, limit, value, passed, said: `${what} is ${number(value)}${by}.`}
}

const number = (value: number | null): string => (value === null ? 'unknown' : value.toFixed(4))

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`

const few = (said: readonly string[], most: number): string =>
  said.length <= most ? said.join(', ') : `${said.slice(0, most).join(', ')} and ${said.length - most} more`
