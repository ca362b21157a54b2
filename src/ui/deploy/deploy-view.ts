// What shows the progress of a deployment.
import type {Progress} from '@inferloop/provision'
import type {ShownPlan} from '../../services/deploy/shown-plan.ts'

export interface DeployView {
  /** The steps that are about to be done: after every question. */
  begin(plan: ShownPlan): void
  tell(event: Progress): void
  /** Ends the showing, well or with what stopped the work; it may begin again. */
  finish(error?: unknown): Promise<void>
}
