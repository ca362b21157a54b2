// What a reader of the figures should know before trusting them.
import {type Comparison, nearest} from '@inferloop/contract'
import {type Judgement, overlapOf} from '@inferloop/report'
import type {Warning} from './validate-report.ts'

/** Below this many rows on a side most figures are within chance of anything. */
const FEW_ROWS = 200

export function warningsOf(comparison: Comparison, {privacy}: Judgement): Warning[] {
  return [
    ...ofColumns(comparison),
    ...ofUnreadable(comparison),
    ...ofHoldout(comparison),
    ...ofRows(comparison),
    ...(privacy.distance?.exact !== false
      ? []
      : [
          {
            code: 'sampled' as const,
            message: `Distances are of ${count(privacy.distance.queries)} rows to ${count(privacy.distance.references)}, drawn with the seed: all pairs would be too many.`,
          },
        ]),
  ]
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
}

function* ofUnreadable({columns}: Comparison): Generator<Warning> {
  for (const {name, kind, unreadable} of columns)
    if (unreadable.synthetic > 0)
      yield {
        code: 'unreadable',
        message: `Column "${name}": ${count(unreadable.synthetic)} synthetic cells are not ${kind} and count as missing`,
      }
}

function* ofHoldout(comparison: Comparison): Generator<Warning> {
  if (comparison.rows.holdout === undefined) {
    yield {
      code: 'no-holdout',
      message:
        'Without --holdout it cannot be known whether rows lie nearer to training rows than to others (copy index), or whether someone can tell who was in the training table; detection is against training rows.',
    }
    return
  }
  const overlap = overlapOf(comparison)
  if (overlap.rows > 0 && overlap.said !== '') yield {code: 'overlap', message: overlap.said}
}

function* ofRows({rows}: Comparison): Generator<Warning> {
  for (const side of ['real', 'synthetic', 'holdout'] as const) {
    const found = rows[side]
    if (found !== undefined && found < FEW_ROWS)
      yield {
        code: 'few-rows',
        message: `The ${side} table has ${count(found)} rows: chance alone moves most figures below by several hundredths.`,
      }
  }
}

const count = (value: number): string => value.toLocaleString('en-US')
