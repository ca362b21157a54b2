// What changed since an earlier report.
import type {Change} from '../../services/validate-report.ts'
import {score} from './figures.ts'

/** Smaller changes are noise. */
const NOTABLE = 0.001
const MOST_LISTED = 40

export interface ChangesView {
  readonly file: string
  readonly compared: number
  readonly rows: readonly {
    readonly name: string
    readonly before: string
    readonly now: string
    readonly by: string
    readonly tone: 'good' | 'poor'
  }[]
  readonly left: number
}

/** The changes that matter, the worst first, then what got better. */
export function changesView({
  file,
  changes,
}: {
  readonly file: string
  readonly changes: readonly Change[]
}): ChangesView {
  const notable = changes.filter(({worse}) => Math.abs(worse) >= NOTABLE).sort((a, b) => b.worse - a.worse)
  return {
    file,
    compared: changes.length,
    rows: notable.slice(0, MOST_LISTED).map(({name, before, now, worse}) => ({
      name,
      before: score(before),
      now: score(now),
      by: `${worse > 0 ? 'worse' : 'better'} by ${Math.abs(worse).toFixed(3)}`,
      tone: worse > 0 ? 'poor' : 'good',
    })),
    left: Math.max(0, notable.length - MOST_LISTED),
  }
}
