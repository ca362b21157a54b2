// What `infer deploy list` prints.
import {counted} from '@inferloop/contract'
import type {ListedStack, StackList} from '../../services/deploy/list-stacks.ts'
import {printableLine} from '../printable.ts'
import {tableLines} from '../table.ts'
import type {Theme} from '../theme.ts'
import {holderText} from './holder-text.ts'

export function listText({folder, stacks}: StackList, theme: Theme): string {
  if (stacks.length === 0) return `no stacks in ${printableLine(folder)}: infer deploy`
  const whole = stacks.filter(stack => 'target' in stack)
  const rows = whole.map(({name, isNew, target, resources}) => [
    name,
    isNew ? 'not deployed' : target.provider,
    target.account,
    target.region,
    countsSaid(resources),
  ])
  const lines: string[] = []
  if (rows.length > 0) {
    const [heading = '', ...table] = tableLines([
      ['stack', 'provider', 'account', 'region', 'resources'],
      ...rows,
    ])
    lines.push(theme.title(heading), ...table)
  }
  lines.push(...whole.flatMap(remarks).map(line => theme.doubtful(printableLine(`! ${line}`))))
  for (const stack of stacks)
    if ('error' in stack) {
      const {message, suggestions} = stack.error
      lines.push(theme.bad(printableLine(`✘ ${stack.name}: ${message}`)))
      lines.push(...suggestions.map(one => `  ${printableLine(one)}`))
    }
  return lines.join('\n')
}

const countsSaid = (counts: ListedStack['resources']): string =>
  Object.entries(counts)
    .map(([status, count]) => `${count} ${status}`)
    .join(', ') || 'none'

function remarks({name, open, unfinished, holder}: ListedStack): string[] {
  const lines: string[] = []
  if (holder !== undefined) lines.push(`${name} is ${holderText(holder)}`)
  if (open.length > 0)
    lines.push(
      `${name}: ${counted(open.length, 'operation')} begun and not ended: ${open.map(one => `${one.action} ${one.name}`).join(', ')}`,
    )
  else if (unfinished) lines.push(`${name}: the last deployment did not come to its end`)
  return lines
}
