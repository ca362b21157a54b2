// What a stack costs a month, in one line.
import {type Money} from '@inferloop/provision'
import type {CostChange} from '../../services/deploy/cost-change.ts'
import type {ShownPlan} from '../../services/deploy/shown-plan.ts'

/** `at least 83.12 USD a month, 12.40 more than now`; nothing where no price is known. */
export function costLines({cost = {}}: Pick<ShownPlan, 'cost'>): readonly string[] {
  return Object.entries(cost).flatMap(([currency, change]) => {
    const {before, after} = change
    if (before.typical === 0 && after.typical === 0)
      return before.atLeast || after.atLeast ? ['what it costs depends on how it is used'] : []
    return [`${moneyText(after, currency)} a month${changed(change)}`]
  })
}

const amount = (value: number): string => value.toFixed(2)

function moneyText({low, typical, high, atLeast}: Money, currency: string): string {
  const range = high - low >= 0.01 ? ` (${amount(low)} to ${amount(high)})` : ''
  return `${atLeast ? 'at least ' : ''}${amount(typical)} ${currency}${range}`
}

function changed({before, after}: CostChange): string {
  const more = after.typical - before.typical
  if (Math.abs(more) < 0.005) return ', as now'
  if (before.typical === 0) return ''
  return `, ${amount(Math.abs(more))} ${more > 0 ? 'more' : 'less'} than now`
}
