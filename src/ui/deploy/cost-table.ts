// What `infer deploy cost` prints: a row for each item, the sums, the limit.
import {type Estimate, withCommas} from '@inferloop/contract'
import type {Money} from '@inferloop/provision'
import type {CostResult, Priced} from '../../services/deploy/cost.ts'
import {printableLine} from '../printable.ts'
import {tableLines} from '../table.ts'
import type {Theme} from '../theme.ts'

const COLUMNS = ['resource', 'item', 'quantity', 'low', 'typical', 'high', '']

export function costText(result: CostResult, theme: Theme): string {
  const {stack, resources, total, now, difference, largest, limit, pricesAsOf} = result
  const items = resources.flatMap(({name, items: its}) => its.map(item => itemRow(name, item)))
  const sums = Object.entries(total).map(([currency, sum]) => sumRow('as the file says', currency, sum))
  const deployed = Object.entries(now).map(([currency, sum]) => sumRow('deployed now', currency, sum))
  const [heading = '', ...lines] = tableLines([COLUMNS, ...items, ...sums, ...deployed], [2, 3, 4, 5])
  const free = resources.filter(({items: its}) => its.length === 0).map(({name}) => name)
  const parts = [`${theme.title(stack)}, a month`, '']
  if (items.length > 0) parts.push(theme.title(heading), ...lines.slice(0, items.length), '')
  parts.push(...lines.slice(items.length))
  for (const [currency, more] of Object.entries(difference))
    parts.push(`difference  ${changeText(more)} ${currency}, typically`)
  if (Object.values(total).some(({atLeast}) => atLeast))
    parts.push(theme.doubtful('! unknown is not counted, so the sums are at least that'))
  if (largest.length > 0)
    parts.push(
      `largest: ${largest.map(({name, what, typical, currency}) => `${name} ${what} ${amount(typical)} ${currency}`).join(', ')}`,
    )
  if (free.length > 0) parts.push(theme.quiet(`without a price: ${free.join(', ')}`))
  if (limit !== null) parts.push(limitLine(limit, theme))
  if (pricesAsOf.length > 0) parts.push(theme.quiet(`prices as of ${pricesAsOf.join(', ')}`))
  return parts.join('\n')
}

function itemRow(name: string, {what, unit, quantity, monthly, currency}: Priced): string[] {
  const cells =
    monthly === null
      ? ['unknown', 'unknown', 'unknown']
      : [amount(monthly.low), amount(monthly.typical), amount(monthly.high)]
  return [name, what, `${quantityText(quantity)} ${unit}`, ...cells, currency]
}

const sumRow = (name: string, currency: string, {low, typical, high, atLeast}: Money): string[] => [
  name,
  '',
  atLeast ? 'at least' : '',
  amount(low),
  amount(typical),
  amount(high),
  currency,
]

function quantityText(quantity: Estimate): string {
  if (quantity === 'unknown') return 'unknown'
  const {low, typical, high} = quantity
  return low === high ? few(typical) : `${few(low)} to ${few(high)}`
}

function limitLine(
  {amount: most, currency, exceeded}: NonNullable<CostResult['limit']>,
  theme: Theme,
): string {
  const said = `maxMonthlyCost is ${amount(most)} ${printableLine(currency)}`
  return exceeded
    ? theme.bad(`✘ ${said}, which is exceeded: infer deploy refuses`)
    : theme.good(`✔ ${said}, which is kept`)
}

/** `+12.40`; sums of many prices are not told apart by less than a cent. */
function changeText(more: number): string {
  if (Math.abs(more) < 0.005) return '0.00'
  return `${more < 0 ? '-' : '+'}${amount(Math.abs(more))}`
}

/** `1,234.50` */
function amount(value: number): string {
  const [whole = '', cents] = value.toFixed(2).split('.')
  return `${withCommas(Number(whole))}.${cents}`
}

const few = (value: number): string =>
  Number.isInteger(value) ? withCommas(value) : String(Number(value.toPrecision(4)))
