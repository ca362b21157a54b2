// Which limits a judgement keeps and which it breaks, and by how much.
import type {Judgement, Privacy} from '@inferloop/report'
import type {Comparison} from '@inferloop/contract'
import type {CardCheck} from './data-card.ts'
import type {Limits} from './validate-options.ts'
import type {Change, Gate} from './validate-report.ts'

export const DEFAULT_DRIFT = 0.02

/** Identical rows allowed beyond the natural rate where no limit is given, as a share of all. */
const SPARE_IDENTICAL = 0.001
/** Standard errors of the natural rate that chance is given. */
const CHANCE = 3
/** Beyond this share few rows are no excuse. */
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
  const gates = [structureGate(structure), identicalGate(privacy, judged.rows, limits.maxIdentical)]
  if (limits.minQuality !== undefined)
    gates.push(atLeast('quality', 'The quality score', quality.score, limits.minQuality))
  if (limits.maxDetection !== undefined) {
    const told = detection.at(-1)
    const what = `The detection AUC against ${told?.against ?? 'real rows'}`
    gates.push(atMost('detection', what, told?.boosted ?? null, limits.maxDetection))
  }
  if (limits.maxCopyIndex !== undefined)
    gates.push(
      atMost('copy-index', 'The copy index', privacy.holdout?.copyIndex ?? null, limits.maxCopyIndex),
    )
  if (changes !== undefined) gates.push(driftGate(changes, limits.maxDrift ?? DEFAULT_DRIFT))
  if (card !== undefined) gates.push({name: 'card', limit: null, value: null, ...card})
  return gates
}

function structureGate({absent, extra, otherKind}: Comparison['structure']): Gate {
  const faults = [
    ...absent.map(name => `"${name}" is missing`),
    ...extra.map(name => `"${name}" is not in the real table`),
    ...otherKind.map(({name, real, example}) => `"${name}" is not ${real}, a cell reads "${example}"`),
  ]
  const said =
    faults.length === 0
      ? 'The columns are those of the real table.'
      : `The columns are not those of the real table: ${few(faults, 5)}.`
  return {name: 'structure', limit: 0, value: faults.length, passed: faults.length === 0, said}
}

/**
 * Rows equal to a real one: as many as held-out rows are, or as real rows are to each other, a thousandth more, and room for
 * chance: 3 √((p + 1 / n) / m) for a natural rate p seen among n rows, of m synthetic ones.
 */
export function identicalGate(
  {identical}: Privacy,
  rows: Comparison['rows'],
  limit: number | undefined,
): Gate {
  const natural = identical.natural ?? 0
  const seen = Math.max(1, rows.holdout ?? rows.real)
  const chance = CHANCE * Math.sqrt((natural + 1 / seen) / Math.max(1, rows.synthetic))
  const most =
    limit ?? Math.min(natural + SPARE_IDENTICAL + chance, Math.max(HALF, natural + SPARE_IDENTICAL))
  const passed = identical.share <= most
  const found = `${percent(identical.share)} of the synthetic rows (${identical.rows.toLocaleString('en-US')}) are equal to a real row`
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
