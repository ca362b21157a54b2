// What must not be lost by the way: protection is remembered, so taking the line from the stack file does not take it away.
import {InferError} from '@inferloop/contract'
import type {Snapshot} from '../state/snapshot.ts'
import type {PlanAction, PlanOptions, PlanStep} from './plan.ts'
import {chainOf} from './things.ts'

const WORDS: Partial<Record<PlanAction, string>> = {delete: 'removed', cleanup: 'removed in its old form'}

/** Why something is made anew that is named with `replace`. */
export const ASKED = 'asked for by name'

/** @throws InferError INFER_DEPLOY_PROTECTED with every loss that was not allowed by name */
export function refuseLosses(
  steps: readonly PlanStep[],
  {resources, detached}: Snapshot,
  {allowLoss: allowed = [], replace = []}: PlanOptions,
  of: 'deploy' | 'destroy' = 'deploy',
): void {
  const losses = steps.filter(
    ({name, moved, drops}) =>
      !allowed.includes(name) &&
      chainOf(moved?.detached ? detached[moved.from] : resources[moved?.from ?? name]).some(
        thing =>
          drops.some(({id}) => id === thing.id) &&
          // What never became ready holds nothing yet.
          thing.status !== 'creating' &&
          thing.status !== 'replacing' &&
          (thing.protect || thing.holdsData),
      ),
  )
  if (losses.length === 0) return
  const said = losses.map(
    ({name, kind, action, why, lost}) =>
      `${name} (${kind}) is protected and would be ${WORDS[action] ?? 'replaced'}: ${why}${lost.length > 0 ? `; lost: ${lost.join(', ')}` : ''}`,
  )
  const command = of === 'destroy' ? 'infer deploy destroy' : 'infer deploy'
  const removed = losses.filter(({action}) => action === 'delete')
  const asked = losses.filter(({why}) => why === ASKED)
  // Without the names it was asked for, the next command would find nothing to do.
  const again = asked.length === 0 ? '' : ` --replace ${replace.join(',')}`
  const keep = of === 'destroy' ? '--keep-data' : `--detach ${removed.map(({name}) => name).join(',')}`
  throw new InferError('INFER_DEPLOY_PROTECTED', {
    message: `${said.join('. ')}.`,
    suggestions: [
      ...(of === 'destroy' || asked.length === losses.length
        ? []
        : ['take the change back in the stack file']),
      ...(removed.length > 0 ? [`${command} ${keep}`] : []),
      `${command}${again} --allow-loss ${losses.map(({name}) => name).join(',')}`,
    ],
  })
}
