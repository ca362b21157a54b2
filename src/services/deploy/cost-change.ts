// What a plan changes in what a stack costs a month.
import {type Cost, costOf, type Money, type Plan, type Snapshot} from '@inferloop/provision'
import type {Session} from './session.ts'

export interface CostChange {
  readonly before: Money
  readonly after: Money
}

const NONE: Money = {low: 0, typical: 0, high: 0, atLeast: false}

/** By currency; of a rollback nothing is said, as what it leads to stands in no file. @throws InferError as `costOf` */
export function costChange(
  {stack, engine}: Pick<Session, 'stack' | 'engine'>,
  snapshot: Snapshot,
  {of}: Pick<Plan, 'of'>,
): Readonly<Record<string, CostChange>> {
  if (of === 'rollback') return {}
  const {total, now} = costOf(stack, snapshot, engine.connection.drivers)
  const after: Cost['total'] = of === 'destroy' ? {} : total
  const currencies = [...new Set([...Object.keys(now), ...Object.keys(after)])].toSorted()
  return Object.fromEntries(
    currencies.map(currency => [currency, {before: now[currency] ?? NONE, after: after[currency] ?? NONE}]),
  )
}
