// What is said when a stack is held by another run, or was taken over by one.
import {InferError} from '@inferloop/contract'
import type {LockRecord} from './lock-record.ts'

export function locked(stack: string, lock: LockRecord, now: number): InferError {
  const {owner, command, runId, acquiredAt, heartbeatAt} = lock
  const silent = Math.max(0, Math.round((now - heartbeatAt) / 1000))
  return new InferError('INFER_STATE_LOCKED', {
    message:
      `Stack ${stack} is held by ${owner.user} on ${owner.host} (process ${owner.pid}), ${command}, ` +
      `since ${new Date(acquiredAt).toISOString()}; last sign of life ${silent} s ago. Unlock it where that run is dead for certain.`,
    suggestions: ['wait for it with --lock-wait 10m', `infer deploy unlock --run ${runId}`],
  })
}

export const fenced = (stack: string, why: string): InferError =>
  new InferError('INFER_STATE_FENCED', {
    message: `This run no longer holds stack ${stack}: ${why}. It stopped before its next call.`,
    suggestions: ['infer deploy status', 'run the same command again'],
  })
