// Which fault strikes a call, if any.
import type {FaultName} from '../dials.ts'
import {refuse} from './reply.ts'
import type {Action, CloudState, Reply} from './state.ts'

/** Counts the call for each rule it suits; the first that is due strikes. */
export function strike(state: CloudState, action: Action): FaultName | undefined {
  let struck: FaultName | undefined
  state.dials.rules.forEach((rule, index) => {
    if (rule.call !== undefined && rule.call !== action.is) return
    if (rule.kind !== undefined && rule.kind !== ('kind' in action ? action.kind : undefined)) return
    const count = (state.struck[index] ??= {seen: 0, times: 0})
    count.seen += 1
    const isDue = count.seen > rule.after && (count.seen - rule.after) % rule.every === 0
    if (!isDue || struck !== undefined || count.times >= (rule.times ?? Infinity)) return
    count.times += 1
    struck = rule.fault
  })
  return struck
}

/** Answers given in place of doing anything. A 404 of this kind comes from a proxy: it proves nothing. */
export function refusalOf(fault: FaultName, retryAfterMs: number): Reply | undefined {
  const wait = {headers: {'retry-after': String(Math.ceil(retryAfterMs / 1000))}}
  switch (fault) {
    case 'bad-request':
      return refuse(400, 'ValidationFailed', 'the request was refused by a rule of the sandbox')
    case 'forbidden':
      return refuse(403, 'AccessDenied', 'you may not do this')
    case 'not-found':
      return refuse(404, 'NoSuchRoute', 'nothing answers here')
    case 'conflict':
      return refuse(409, 'Conflict', 'another operation is going on')
    case 'throttled':
      return {...refuse(429, 'Throttled', 'too many requests'), ...wait}
    case 'broken':
      return refuse(500, 'InternalError', 'something went wrong inside')
    case 'unavailable':
      return {...refuse(503, 'Unavailable', 'try again later'), ...wait}
    default:
      return undefined
  }
}
