// Who holds a stack, in one line.
import type {Holder} from '@inferloop/provision'
import {secondsSaid} from '../amounts.ts'

/** A run that is at work shows a sign of life every ten seconds. */
export function holderText({user, host, pid, command, runId, heartbeatAt, alive}: Holder): string {
  if (alive === false)
    return `held by a run that died (process ${pid}, ${command}, run ${runId}); the next one takes over at once`
  const silent = secondsSaid(Math.max(0, Date.now() - heartbeatAt) / 1000)
  return `held by ${user} on ${host} (process ${pid}), ${command}, run ${runId}; last sign of life ${silent} ago${alive === true ? ', at work now' : ''}`
}
