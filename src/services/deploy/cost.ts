// What a stack costs a month as its file stands, and what is deployed now.
import type {CostItem, ResourceKind} from '@inferloop/contract'
import {checkCapabilities, costOf, type Money, monthlyCost} from '@inferloop/provision'
import type {Session} from './session.ts'

export interface CostResult {
  readonly file: string
  readonly stack: string
  /** Days of the price lists, as 2026-11-01. */
  readonly pricesAsOf: readonly string[]
  /** By currency. */
  readonly total: Readonly<Record<string, Money>>
  /** Of what is deployed now. */
  readonly now: Readonly<Record<string, Money>>
  /** Total less now, typically. */
  readonly difference: Readonly<Record<string, number>>
  readonly resources: readonly {
    readonly name: string
    readonly kind: ResourceKind
    readonly items: readonly Priced[]
  }[]
  /** The three that typically cost most. */
  readonly largest: readonly {
    readonly name: string
    readonly what: string
    readonly typical: number
    readonly currency: string
  }[]
  /** `maxMonthlyCost` of the stack file; a plan that exceeds it is refused. */
  readonly limit: {readonly amount: number; readonly currency: string; readonly exceeded: boolean} | null
}

export interface Priced extends CostItem {
  /** Null where price or quantity is not known. */
  readonly monthly: {readonly low: number; readonly typical: number; readonly high: number} | null
}

/** Reads alone. @throws InferError INFER_STACK for usage of what the stack has not, INFER_PROVIDER_LACKS */
export async function cost({place, stack, store, engine}: Session): Promise<CostResult> {
  checkCapabilities(stack.provider, stack.resources, await engine.connection.capabilities())
  const {snapshot} = await store.read(stack.name)
  const {total, now, resources, largest} = costOf(stack, snapshot, engine.connection.drivers)
  const currencies = [...new Set([...Object.keys(total), ...Object.keys(now)])]
  const limit = stack.maxMonthlyCost
  return {
    file: place.shown,
    stack: stack.name,
    pricesAsOf: [
      ...new Set(resources.flatMap(({items}) => items.map(({priceAsOf}) => priceAsOf))),
    ].toSorted(),
    total,
    now,
    difference: Object.fromEntries(
      currencies.map(one => [one, (total[one]?.typical ?? 0) - (now[one]?.typical ?? 0)]),
    ),
    resources: resources.map(({name, kind, items}) => ({
      name,
      kind,
      items: items.map(item => ({...item, monthly: monthlyCost(item) ?? null})),
    })),
    largest: largest
      .filter(({typical}) => typical > 0)
      .map(({name, item: {what, currency}, typical}) => ({name, what, typical, currency})),
    limit:
      limit === undefined ? null : {...limit, exceeded: (total[limit.currency]?.typical ?? 0) > limit.amount},
  }
}
