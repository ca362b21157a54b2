// What must not be lost by the way: protection is remembered, so taking the line from the stack file does not take it away.
import {InferError} from '@inferloop/contract'
import type {Snapshot} from '../state/snapshot.ts'
import type {PlanStep} from './plan.ts'

/** @throws InferError INFER_DEPLOY_PROTECTED with every loss that was not allowed by name */
export function refuseLosses(
  steps: readonly PlanStep[],
  {resources}: Snapshot,
  allowed: readonly string[],
): void {
  const losses = steps.filter(({name, action, moved}) => {
    if (action !== 'delete' && action !== 'replace') return false
    const row = resources[moved?.from ?? name]
    // What never became ready holds nothing yet.
    return (
      row !== undefined &&
      row.status !== 'creating' &&
      (row.protect || row.holdsData) &&
      !allowed.includes(name)
    )
  })
  if (losses.length === 0) return
  const said = losses.map(
    ({name, kind, action, why, lost}) =>
      `${name} (${kind}) is protected and would be ${action === 'delete' ? 'removed' : 'replaced'}: ${why}${lost.length > 0 ? `; lost: ${lost.join(', ')}` : ''}`,
  )
  const names = losses.map(({name}) => name)
  throw new InferError('INFER_DEPLOY_PROTECTED', {
    message: `${said.join('. ')}.`,
    suggestions: [
      'take the change back in the stack file',
      ...losses.flatMap(({name, action}) => (action === 'delete' ? [`keep it: --detach ${name}`] : [])),
      `lose it: ${names.map(name => `--allow-loss ${name}`).join(' ')}`,
    ],
  })
}
