// Hours and minutes of 1305, the thousands of an account number.
import type {NumericColumn} from '@inferloop/contract'
import {measuresOf} from './measures.ts'
import type {Search} from './search.ts'

const DIVISORS = [100, 10, 1000, 10_000, 60, 24, 7, 12, 3600]
const TAKES = ['quotient', 'remainder'] as const

export function findDivisions(search: Search): void {
  const numbers = measuresOf(search).filter(isWhole)
  for (const target of numbers) {
    if (target.schema.max - target.schema.min < 2) continue
    numbers.some(of => of !== target && of.schema.max > target.schema.max && divides(search, target, of))
  }
}

function divides(search: Search, target: NumericColumn, {name: of, schema}: NumericColumn): boolean {
  if (!search.isFree(target.name) || !search.isSource(of)) return false
  return DIVISORS.some(
    by => by <= schema.max && TAKES.some(take => search.accept(target, {type: 'division', of, by, take})),
  )
}

const isWhole = ({schema}: NumericColumn): boolean =>
  schema.kind === 'numeric' && schema.decimals === 0 && schema.format.significant === undefined
