// What is other than it was deployed, and what a script should make of it.
import {EXIT, InferError} from '@inferloop/contract'
import {type Drift, driftOfStack} from '@inferloop/provision'
import type {Session} from './session.ts'

export interface DriftResult extends Drift {
  readonly file: string
  readonly stack: string
}

/** Reads alone. @throws InferError INFER_TARGET_MISMATCH; INFER_OPTION for a stack that was never deployed */
export async function drift({place, stack, store, engine}: Session): Promise<DriftResult> {
  const view = await store.read(stack.name)
  if (view.isNew)
    throw new InferError('INFER_OPTION', {
      message: `${stack.name} was never deployed from here, so there is nothing to compare.`,
      suggestions: ['infer deploy', 'infer deploy list'],
    })
  return {file: place.shown, stack: stack.name, ...(await driftOfStack(engine, view, stack))}
}

/** Done means that everything was looked at and nothing differs. */
export const exitOf = ({drifted, unsure}: Drift): number =>
  drifted > 0 ? EXIT.gate : unsure > 0 ? EXIT.outside : EXIT.done
