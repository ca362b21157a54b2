// What a reader of the figures should know before trusting them.
import {type Comparison, counted, nearest, withCommas} from '@inferloop/contract'
import type {Judgement, Privacy} from '@inferloop/report'
import type {JudgedFile, ValidateReport, Warning} from './validate-report.ts'

/** Below this many rows on a side most figures are within chance of anything. */
const FEW_ROWS = 200

export function warningsOf(comparison: Comparison, {privacy}: Judgement): Warning[] {
  return [
    ...ofColumns(comparison),
    ...ofUnreadable(comparison),
    ...ofHoldout(comparison, privacy),
    ...ofRows(comparison),
    ...(privacy.distance?.exact !== false
      ? []
      : [
          {
            code: 'sampled' as const,
            message: `Distances are of ${withCommas(privacy.distance.queries)} rows to ${withCommas(privacy.distance.references)}, drawn with the seed: all pairs would be too many`,
          },
        ]),
  ]
}

/** How far the baseline can be compared with. */
export function warningsOfBaseline(
  baseline: ValidateReport | undefined,
  gone: readonly string[],
  real: JudgedFile,
): Warning[] {
  if (baseline === undefined) return []
  const warnings: Warning[] = []
  const warn = (message: string) => warnings.push({code: 'baseline', message})
  if (baseline.real.sha256 !== real.sha256)
    warn(
      `The baseline was held against another real table (${baseline.real.file}) than this report (${real.file})`,
    )
  if (gone.length > 0) {
    const more = gone.length > 5 ? ` and ${withCommas(gone.length - 5)} more` : ''
    warn(
      `Of the baseline's numbers this report does not have ${gone.slice(0, 5).join(', ')}${more}: they are not compared`,
    )
  }
  return warnings
}

function* ofColumns({structure}: Comparison): Generator<Warning> {
  for (const name of structure.absent) {
    const meant = nearest(name, structure.extra)
    const hint = meant === undefined ? '' : `; is "${meant}" its new name?`
    yield {code: 'columns', message: `Column "${name}" of the real table is not in the synthetic one${hint}`}
  }
  for (const name of structure.extra)
    yield {code: 'columns', message: `Column "${name}" of the synthetic table is not in the real one`}
  for (const {name, real, example} of structure.otherKind)
    yield {
      code: 'columns',
      message: `Column "${name}" is ${real} in the real table, but most synthetic cells are not: one reads "${example}"`,
    }
  for (const {name, example} of structure.strange)
    yield {
      code: 'columns',
      message: `Column "${name}" has no label of the real table: one reads "${example}"`,
    }
}

function* ofUnreadable({columns}: Comparison): Generator<Warning> {
  for (const {name, kind, unreadable} of columns)
    if (unreadable.synthetic > 0)
      yield {
        code: 'unreadable',
        message: `Column "${name}": ${withCommas(unreadable.synthetic)} synthetic cells are not ${kind} and count as missing`,
      }
}

function* ofHoldout({rows}: Comparison, {identical}: Privacy): Generator<Warning> {
  const {heldOut, repeated} = identical
  if (heldOut === null) {
    yield {
      code: 'no-holdout',
      message:
        'Without --holdout it cannot be known whether rows lie nearer to training rows than to others (copy index), or whether someone can tell who was in the training table; detection is against training rows',
    }
    return
  }
  if (!heldOut.overlaps) return
  const own = `where the real table repeats itself in ${(100 * (repeated ?? 0)).toFixed(2)} %`
  yield {
    code: 'overlap',
    message: `${withCommas(heldOut.rows)} of ${withCommas(rows.holdout!)} held-out rows are training rows too, ${own}: copy index, membership and detection against held-out rows look better than they are, and what is natural for identical rows is taken from the real table alone`,
  }
}

function* ofRows({rows}: Comparison): Generator<Warning> {
  for (const side of ['real', 'synthetic', 'holdout'] as const) {
    const found = rows[side]
    if (found !== undefined && found < FEW_ROWS)
      yield {
        code: 'few-rows',
        message: `The ${side} table has ${counted(found, 'row')}: chance alone moves most figures below by several hundredths`,
      }
  }
}
