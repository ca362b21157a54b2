// What `infer doctor` prints.
import {counted} from '@inferloop/contract'
import type {Check, Health} from '../services/health.ts'
import {printableLine} from './printable.ts'
import {onStdout as theme} from './theme.ts'

const MARKS: Readonly<Record<Check['state'], string>> = {
  ok: theme.good('✔'),
  warning: theme.doubtful('!'),
  failed: theme.bad('✖'),
}

export function healthText({infer, checks, healthy}: Health): string {
  const width = Math.max(...checks.map(({name}) => name.length))
  const lines = checks.flatMap(({name, state, said, suggestions}) => [
    `${MARKS[state]} ${name.padEnd(width)}  ${printableLine(said)}`,
    ...suggestions.map(one => `  ${' '.repeat(width)}  → ${printableLine(one)}`),
  ])
  return [`infer ${infer}`, '', ...lines, '', ending(checks, healthy)].join('\n')
}

function ending(checks: readonly Check[], healthy: boolean): string {
  const failed = checks.filter(({state}) => state === 'failed').length
  if (!healthy) return `${failed} of ${counted(checks.length, 'check')} failed`
  const warnings = checks.filter(({state}) => state === 'warning').length
  if (warnings === 0) return 'all is well'
  return `infer can work; ${counted(warnings, 'warning')}`
}
