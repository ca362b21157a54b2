// What a stack costs a month. What is not known is said, and makes the sum "at least".
import {InferError, type CostItem, type KindDriver, type ResourceKind, type Usage} from '@inferloop/contract'
import type {ResourceRow, Snapshot} from '../state/snapshot.ts'
import {fieldsOf} from './fields.ts'
import {lookupIn} from './lookup.ts'
import {normalized} from './normalize.ts'
import {fill, unmark} from './references.ts'
import type {Stack} from './stack.ts'

export interface Money {
  readonly low: number
  readonly typical: number
  readonly high: number
  /** Something in it has no known price or quantity. */
  readonly atLeast: boolean
}

export interface Cost {
  /** Of the stack as wanted, by currency; no currency is turned into another. */
  readonly total: Readonly<Record<string, Money>>
  /** Of what is deployed now. */
  readonly now: Readonly<Record<string, Money>>
  readonly resources: readonly {
    readonly name: string
    readonly kind: ResourceKind
    readonly items: readonly CostItem[]
  }[]
  /** The three that typically cost most. */
  readonly largest: readonly {readonly name: string; readonly item: CostItem; readonly typical: number}[]
}

type Drivers = ReadonlyMap<ResourceKind, KindDriver>

/** Pure, from price lists that drivers carry. @throws InferError INFER_STACK for usage of a resource that is not in the stack */
export function costOf(stack: Stack, {resources: rows}: Snapshot, drivers: Drivers): Cost {
  const names = stack.resources.map(({name}) => name)
  for (const name of Object.keys(stack.usage ?? {}))
    if (!names.includes(name))
      throw new InferError('INFER_STACK', {
        message: `usage.${name}: the stack has no such resource (it has: ${names.join(', ')}).`,
        suggestions: [`take usage.${name} out`],
      })
  const resources = stack.resources.map(({name, kind, inputs}) => {
    const driver = drivers.get(kind)
    const known =
      driver === undefined ? inputs : normalized(driver, fill(fieldsOf(driver), inputs, lookupIn(rows)))
    return {name, kind, items: driver?.cost(unmark(known), stack.usage?.[name] ?? {}) ?? []}
  })
  const deployed = Object.values(rows).flatMap(row => itemsOf(row, drivers, stack.usage?.[row.name]))
  const largest = resources
    .flatMap(({name, items}) => items.map(item => ({name, item, typical: priced(item)?.typical ?? 0})))
    .toSorted((a, b) => b.typical - a.typical)
    .slice(0, 3)
  return {
    total: sums(resources.flatMap(({items}) => items)),
    now: sums(deployed),
    resources,
    largest,
  }
}

/** @throws InferError INFER_STACK when the typical sum is over the stack's own limit, or nobody can say */
export function refuseCost({name, maxMonthlyCost: limit}: Stack, {total, largest}: Cost): void {
  if (limit === undefined) return
  const sum = total[limit.currency]
  if (sum === undefined || sum.typical <= limit.amount) return
  throw new InferError('INFER_STACK', {
    message: `${name} would typically cost ${sum.atLeast ? 'at least ' : ''}${sum.typical.toFixed(2)} ${limit.currency} a month, and maxMonthlyCost is ${limit.amount} ${limit.currency}. Largest: ${largest.map(({name: of, item, typical}) => `${of} ${item.what} ${typical.toFixed(2)}`).join(', ')}.`,
    suggestions: ['make the largest smaller', 'raise maxMonthlyCost in the stack file'],
  })
}

function itemsOf(row: ResourceRow, drivers: Drivers, usage: Usage = {}): readonly CostItem[] {
  const driver = drivers.get(row.kind)
  return driver === undefined || row.id === undefined
    ? []
    : driver.cost(unmark(normalized(driver, row.inputs)), usage)
}

function sums(items: readonly CostItem[]): Readonly<Record<string, Money>> {
  const found: Record<string, Money> = {}
  for (const item of items) {
    const {low, typical, high, atLeast} = found[item.currency] ?? {
      low: 0,
      typical: 0,
      high: 0,
      atLeast: false,
    }
    const cost = priced(item)
    found[item.currency] =
      cost === undefined
        ? {low, typical, high, atLeast: true}
        : {low: low + cost.low, typical: typical + cost.typical, high: high + cost.high, atLeast}
  }
  return found
}

/** A month of it; undefined where price or quantity is not known. */
export function priced({quantity, price}: CostItem): Omit<Money, 'atLeast'> | undefined {
  if (quantity === 'unknown' || price === 'unknown') return undefined
  return {low: quantity.low * price, typical: quantity.typical * price, high: quantity.high * price}
}
