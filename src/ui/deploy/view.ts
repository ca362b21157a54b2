// Progress of a deployment: what is shown while it goes on.
import type {Progress} from '@inferloop/provision'
import type {ShownPlan} from '../../services/deploy/shown-plan.ts'
import {type Host, say} from './host.ts'
import {progressLine} from './progress-line.ts'

export interface DeployView {
  /** The steps that are about to be done. */
  begin(plan: ShownPlan): void
  tell(event: Progress): void
  /** Ends the showing, well or with what stopped the work. */
  finish(error?: unknown): Promise<void>
}

export function deployView(host: Host): DeployView {
  return {
    begin: () => undefined,
    tell(event) {
      const line = progressLine(event)
      if (line !== undefined) say(host, line)
    },
    finish: async () => undefined,
  }
}
