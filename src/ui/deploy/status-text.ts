// What `infer deploy status` prints.
import {counted, type Health, type Status} from '@inferloop/contract'
import type {StatusResult} from '../../services/deploy/status.ts'
import {printableLine} from '../printable.ts'
import {tableLines} from '../table.ts'
import type {Theme} from '../theme.ts'
import {holderText} from './holder-text.ts'
import {outputLines} from './deployed-text.ts'

export function statusText(status: StatusResult, theme: Theme): string {
  const {stack, isNew, target, resources, outputs} = status
  if (isNew) return `${theme.title(stack)} is not deployed: infer deploy`
  const {provider, account, region} = target
  const head = `${theme.title(stack)} on ${provider}, account ${account}, ${region}: ${counted(resources.length, 'resource')}`
  const parts = [head, ...remarks(status, theme)]
  if (resources.length > 0) parts.push('', ...resourceLines(status, theme))
  const told = outputLines(outputs, theme)
  return (told.length > 0 ? [...parts, '', ...told] : parts).join('\n')
}

function resourceLines({resources}: StatusResult, theme: Theme): string[] {
  const isLive = resources.some(({health}) => health !== undefined)
  const headings = ['resource', 'kind', 'status', ...(isLive ? ['health'] : []), 'id']
  const rows = resources.map(({name, kind, status, health, id, protect}) => [
    protect ? `${name} *` : name,
    kind,
    status,
    ...(isLive ? [health === undefined ? '' : health.is] : []),
    id ?? '',
  ])
  const [heading = '', ...lines] = tableLines([headings, ...rows])
  const painted = lines.map((line, at) => paint(resources[at]!, theme)(line))
  const details = resources.flatMap(({name, health}) =>
    health === undefined || health.is === 'healthy' ? [] : [`${name}: ${printableLine(health.detail)}`],
  )
  const note = resources.some(({protect}) => protect) ? [theme.quiet('* protected')] : []
  return [theme.title(heading), ...painted, ...note, ...details]
}

function paint(
  {status, health}: {readonly status: Status; readonly health?: Health},
  {doubtful, bad}: Theme,
): (text: string) => string {
  if (health?.is === 'unhealthy') return bad
  const isWell = status === 'ready' && (health === undefined || health.is === 'healthy')
  return isWell ? text => text : doubtful
}

function remarks({holder, open, waiting, detached, unfinished}: StatusResult, theme: Theme): string[] {
  const lines: string[] = []
  if (holder !== undefined) lines.push(holderText(holder))
  // While a run is at work nothing of it is unfinished business.
  if (holder?.alive === true) return lines.map(line => theme.doubtful(`! ${printableLine(line)}`))
  if (unfinished)
    lines.push('the last deployment did not come to its end: infer deploy, or infer deploy rollback')
  for (const {name, action, since} of open)
    lines.push(
      `${name}: ${action} begun ${new Date(since).toISOString()} and not ended; the next run clears it up`,
    )
  for (const {name, reason} of waiting) lines.push(`${name}: has to restart: ${reason}`)
  for (const {name, kind, id} of detached)
    lines.push(`${name}: ${kind} ${id ?? ''} is kept outside the stack`)
  return lines.map(line => theme.doubtful(`! ${printableLine(line)}`))
}
