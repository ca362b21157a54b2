// The account a stack lives in: it is never touched under another.
import {InferError, type Identity} from '@inferloop/contract'
import type {Snapshot} from '../state/snapshot.ts'
import {canonical} from './canonical.ts'
import {record, snapshotOf, type Run} from './run.ts'

/** A stack that was never deployed suits every account. @throws InferError INFER_TARGET_MISMATCH */
export function refuseOtherTarget({stack, target}: Snapshot, identity: Identity): void {
  if (target.provider === '') return
  const differing = (['provider', 'account', 'region'] as const).filter(key => target[key] !== identity[key])
  if (differing.length === 0) return
  const said = differing.map(key => `${key} ${target[key]}, and these credentials are of ${identity[key]}`)
  throw new InferError('INFER_TARGET_MISMATCH', {
    message: `${stack} is deployed in ${said.join('; ')}. Nothing was touched.`,
    suggestions: [
      'use the credentials it was deployed with',
      'give the stack another name to deploy it here, too',
      `where that account is gone for good, such as a sandbox whose folder was removed: remove what is remembered of it, .infer/deploy/${stack} unless --state says otherwise`,
    ],
  })
}

/** Checks who is asking, and remembers it of a new stack. */
export async function enter(run: Run): Promise<Identity> {
  const {connection, tool} = run.engine
  const identity = await connection.whoami()
  const snapshot = snapshotOf(run)
  refuseOtherTarget(snapshot, identity)
  const {provider, account, region} = identity
  const target = {provider, account, region}
  if (canonical([target, tool]) !== canonical([snapshot.target, snapshot.tool]))
    await record(run, {is: 'about', target, tool})
  return identity
}
