// `infer deploy` and `infer deploy update` between their flags and their service.
import {InferError} from '@inferloop/contract'
import {isEmpty, type Plan} from '@inferloop/provision'
import {interruptible} from '../../interrupt.ts'
import {deploy, type DeployResult, type Talk} from '../../services/deploy/deploy.ts'
import {readPlan} from '../../services/deploy/plan.ts'
import {withSession} from '../../services/deploy/session.ts'
import {shownPlan} from '../../services/deploy/shown-plan.ts'
import {confirmDoing} from '../confirm.ts'
import {onStderr, onStdout} from '../theme.ts'
import {deployedText} from './deployed-text.ts'
import {asksOf, choiceOf, type Host, milliseconds, say, type StackFlags, surroundings} from './host.ts'
import {countsText, planText} from './plan-text.ts'
import {type ChoiceFlags, planOptions} from './run-plan.ts'
import {type DeployView, deployView} from './view.ts'

export interface ChangeFlags {
  readonly yes: boolean
  readonly 'lock-wait'?: string | undefined
  readonly progress?: string | undefined
}

export interface DeployFlags extends StackFlags, ChoiceFlags, ChangeFlags {
  readonly plan?: string | undefined
  readonly refresh?: boolean
  readonly 'allow-vanished'?: boolean
  readonly 'on-failure'?: string | undefined
}

/** What is said where calls are still under way when the user leaves. */
export const LEAVING = {
  graceMs: 60_000,
  message: 'Interrupted. What was begun is remembered, and the next run clears it up.',
  suggestions: ['infer deploy status', 'infer deploy'],
}

export async function runDeploy(flags: DeployFlags, host: Host, command: string): Promise<DeployResult> {
  const mustExist = command === 'infer deploy update'
  const lockWaitMs = milliseconds('--lock-wait', flags['lock-wait'])
  const approved = flags.plan === undefined ? undefined : await readPlan(flags.plan)
  const sure = flags.yes || approved !== undefined
  if (!sure) refuseSilence(host, command)
  const view = deployView(host)
  const onStop = (): void =>
    say(host, 'Stopping: waiting for calls that are under way; once more ends at once.')
  const result = await interruptible(
    signal =>
      showing(view, () =>
        withSession(
          choiceOf(flags),
          surroundings(host, signal, event => view.tell(event)),
          session =>
            deploy(
              session,
              {
                command,
                lockWaitMs,
                mustExist,
                ...(approved === undefined ? planOptions(flags) : {...approved.options, approved}),
                refresh: flags.refresh === true || (mustExist && flags.refresh !== false),
                allowVanished: flags['allow-vanished'] === true,
              },
              talkOf(flags, host, view, sure, signal),
            ),
        ),
      ),
    {...LEAVING, onStop},
  )
  host.print(deployedText(result, onStdout))
  return result
}

/** @throws InferError INFER_OPTION where nobody can say yes */
export function refuseSilence(host: Host, command: string): void {
  if (asksOf(host)) return
  throw new InferError('INFER_OPTION', {
    message: `${command} asks before it changes anything, and nobody can answer here.`,
    suggestions: [`${command} --yes`, 'infer deploy plan'],
  })
}

/** The view ends with the work, well or not. */
export async function showing<T>(view: DeployView, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work()
    await view.finish()
    return result
  } catch (error) {
    await view.finish(error)
    throw error
  }
}

/** Shows the plan, and asks unless the answer is known. */
export function confirming(
  host: Host,
  view: DeployView,
  sure: boolean,
  signal: AbortSignal,
): (plan: Plan) => Promise<boolean> {
  return async plan => {
    const shown = shownPlan(plan)
    say(host, planText(shown, onStderr))
    const yes = sure || (await confirmDoing(`Go ahead? ${countsText(shown)}`, signal))
    if (yes) view.begin(shown)
    return yes
  }
}

function talkOf(flags: DeployFlags, host: Host, view: DeployView, sure: boolean, signal: AbortSignal): Talk {
  const asks = asksOf(host)
  const wish = flags['on-failure'] ?? (asks && !sure ? 'ask' : 'keep')
  return {
    confirm: confirming(host, view, sure, signal),
    async goesBack(error) {
      if (wish !== 'ask') return wish === 'rollback'
      await view.finish(error)
      say(host, onStderr.bad(error.message))
      return confirmDoing('Go back to what was there before?', signal)
    },
    async confirmBack(plan) {
      if (isEmpty(plan)) return true
      const shown = shownPlan(plan)
      say(host, planText(shown, onStderr))
      view.begin(shown)
      return true
    },
  }
}
