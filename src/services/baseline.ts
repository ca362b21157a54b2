// An earlier report beside this one: which numbers got worse.
import type {Judgement} from '@inferloop/report'
import {foreign, readJson} from './read-json.ts'
import {type Change, REPORT_FORMAT, type ValidateReport} from './validate-report.ts'

const EXPECTED = {
  what: 'a baseline',
  mostBytes: 256 * 2 ** 20,
  suggestions: ['infer validate real.csv synthetic.csv --output report.json makes one'],
}

/** @throws InferError as `readJson`, and INFER_REPORT_FOREIGN when it is no report of `infer validate` */
export async function readBaseline(path: string): Promise<ValidateReport> {
  const found = ((await readJson(path, EXPECTED)) ?? {}) as Partial<ValidateReport>
  const {report, format} = found
  if (report !== 'infer validate') throw foreign(path, EXPECTED, 'it was not written by infer validate')
  if (format !== REPORT_FORMAT)
    throw foreign(
      path,
      EXPECTED,
      `it has format ${JSON.stringify(format)}, and this infer reads ${REPORT_FORMAT}`,
    )
  if (!isWhole(found)) throw foreign(path, EXPECTED, 'parts of it are missing or are not what they should be')
  return found
}

/** Whether everything that is compared is there, and is a number or unknown. */
function isWhole(report: Partial<ValidateReport>): report is ValidateReport {
  try {
    const known = [...numbersOf(report as ValidateReport).values()].map(({value}) => value as unknown)
    const isScore = (value: unknown) =>
      value === null || (typeof value === 'number' && Number.isFinite(value))
    const {real} = report
    return known.every(isScore) && typeof real?.sha256 === 'string' && typeof real.file === 'string'
  } catch {
    return false
  }
}

interface Compared {
  readonly value: number | null
  /** Which way is better. */
  readonly better: 1 | -1
  /** Standard error, where chance alone moves it. */
  readonly error?: number | null
}

/** All that is compared, by name. */
function numbersOf({quality, diagnostic, accuracy, detection, utility, privacy, columns}: Judgement) {
  const numbers = new Map<string, Compared>()
  const more = (name: string, value: number | null) => numbers.set(name, {value, better: 1})
  const less = (name: string, value: number | null, error?: number | null) =>
    numbers.set(name, {value, better: -1, error: error ?? null})
  more('quality', quality.score)
  more('column shapes', quality.columnShapes)
  more('column pair trends', quality.columnPairTrends)
  more('diagnostic', diagnostic.score)
  if (accuracy.overall !== null) more('accuracy', accuracy.overall.score)
  for (const {against, boosted} of detection) less(`detection against ${against}`, boosted)
  for (const {target, ratio} of utility) more(`utility of ${target}`, ratio)
  less('identical rows', privacy.identical.share)
  const copyIndex = privacy.holdout?.copyIndex
  // Below 0 is chance, and no better than 0.
  if (typeof copyIndex === 'number')
    less('copy index', Math.max(0, copyIndex), privacy.holdout!.standardError)
  for (const {name, shape, missing, validity} of columns) {
    if (shape !== null) more(`${name}: shape`, shape.score)
    more(`${name}: missing`, missing.score)
    if (validity !== null) more(`${name}: validity`, validity.score)
  }
  return numbers
}

/** Standard errors within which two numbers are the same. */
const CHANCE = 3

/**
 * `changes` are of the numbers that both reports have; `worse` is positive where this one is worse. `gone` are the names of those that only the earlier one has.
 */
export function changesSince(
  before: Judgement,
  now: Judgement,
): {readonly changes: readonly Change[]; readonly gone: readonly string[]} {
  const current = numbersOf(now)
  const changes: Change[] = []
  const gone: string[] = []
  for (const [name, earlier] of numbersOf(before)) {
    const later = current.get(name)
    if (later === undefined) gone.push(name)
    else if (earlier.value !== null)
      changes.push({name, before: earlier.value, now: later.value, worse: lost(earlier, later)})
  }
  return {changes, gone}
}

/** A number that has become unknown is as bad as can be. */
function lost(earlier: Compared, {value, better, error}: Compared): number {
  if (value === null) return 1
  const worse = better * (earlier.value! - value)
  const chance = CHANCE * Math.hypot(error ?? 0, earlier.error ?? 0)
  return Math.abs(worse) <= chance ? 0 : worse
}
