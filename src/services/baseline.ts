// An earlier report beside this one: which numbers got worse.
import {readFile, stat} from 'node:fs/promises'
import {InferError} from '@inferloop/contract'
import type {Judgement} from '@inferloop/report'
import {type Change, REPORT_FORMAT, type ValidateReport} from './validate-report.ts'

/** Larger files are no reports of ours. */
const MOST_BYTES = 256 * 2 ** 20

/**
 * @throws InferError INFER_FILE_MISSING, INFER_FILE_UNREADABLE, INFER_REPORT_FOREIGN when it is no report of `infer validate`
 */
export async function readBaseline(path: string): Promise<ValidateReport> {
  const text = await readText(path)
  let found: unknown
  try {
    found = JSON.parse(text)
  } catch (cause) {
    throw foreign(path, 'it is not JSON', cause)
  }
  const {report, format} = (found ?? {}) as Partial<ValidateReport>
  if (report !== 'infer validate') throw foreign(path, 'it was not written by infer validate')
  if (format !== REPORT_FORMAT)
    throw foreign(path, `it has format ${JSON.stringify(format)}, and this infer reads ${REPORT_FORMAT}`)
  if (!isWhole(found as Partial<ValidateReport>)) throw foreign(path, 'parts of it are missing')
  return found as ValidateReport
}

/** Whether all parts that are compared are there; single numbers may be missing. */
function isWhole({
  quality,
  diagnostic,
  accuracy,
  columns,
  detection,
  utility,
  privacy,
}: Partial<ValidateReport>): boolean {
  const isObject = (part: unknown) => typeof part === 'object' && part !== null
  const isList = (part: unknown) => Array.isArray(part) && part.every(isObject)
  const parts = [quality, diagnostic, accuracy, privacy, privacy?.identical]
  const isScore = (score: unknown) => score === null || typeof score === 'number'
  return (
    parts.every(isObject) &&
    isScore(quality?.score) &&
    isScore(privacy?.identical?.share) &&
    [columns, detection, utility].every(isList)
  )
}

async function readText(path: string): Promise<string> {
  try {
    const {size} = await stat(path)
    if (size > MOST_BYTES) throw foreign(path, 'it is larger than any report')
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof InferError) throw error
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw new InferError(missing ? 'INFER_FILE_MISSING' : 'INFER_FILE_UNREADABLE', {
      message: missing ? `There is no file ${path}.` : `${path} cannot be read.`,
      suggestions: ['infer validate real.csv synthetic.csv --output report.json'],
      cause: error,
    })
  }
}

const foreign = (path: string, why: string, cause?: unknown): InferError =>
  new InferError('INFER_REPORT_FOREIGN', {
    message: `${path} cannot be a baseline: ${why}.`,
    suggestions: ['infer validate real.csv synthetic.csv --output report.json makes one'],
    ...(cause === undefined ? {} : {cause}),
  })

/** Numbers that both reports have, and columns of either; `worse` is positive where this one is worse. */
export function changesSince(before: Judgement, now: Judgement): Change[] {
  const changes: Change[] = []
  const higher = (name: string, was: Known, is: Known) => add(changes, name, was, is, 1)
  const lower = (name: string, was: Known, is: Known) => add(changes, name, was, is, -1)
  higher('quality', before.quality.score, now.quality.score)
  higher('column shapes', before.quality.columnShapes, now.quality.columnShapes)
  higher('column pair trends', before.quality.columnPairTrends, now.quality.columnPairTrends)
  higher('diagnostic', before.diagnostic.score, now.diagnostic.score)
  higher('accuracy', before.accuracy.overall?.score, now.accuracy.overall?.score)
  for (const {against, boosted} of now.detection)
    lower(
      `detection against ${against}`,
      before.detection.find(one => one.against === against)?.boosted,
      boosted,
    )
  for (const {target, ratio} of now.utility)
    higher(`utility of ${target}`, before.utility.find(one => one.target === target)?.ratio, ratio)
  lower('identical rows', before.privacy.identical.share, now.privacy.identical.share)
  lower('copy index', before.privacy.holdout?.copyIndex, now.privacy.holdout?.copyIndex)
  const known = new Map(before.columns.map(column => [column.name, column]))
  for (const column of now.columns) {
    const earlier = known.get(column.name)
    if (earlier === undefined) continue
    higher(`${column.name}: shape`, earlier.shape?.score, column.shape?.score)
    higher(`${column.name}: missing`, earlier.missing?.score, column.missing.score)
    higher(`${column.name}: validity`, earlier.validity?.score, column.validity?.score)
  }
  return changes
}

type Known = number | null | undefined

/** A number that has become unknown is as bad as can be; one that was unknown before is no change. */
function add(changes: Change[], name: string, was: Known, is: Known, better: 1 | -1): void {
  if (typeof was !== 'number' || is === undefined) return
  const worse = is === null ? 1 : better * (was - is)
  changes.push({name, before: was, now: is, worse})
}
