// Around whatever changes a stack: a yes, its progress, and an end that waits for calls under way.
import {InferError} from '@inferloop/contract'
import type {Plan} from '@inferloop/provision'
import {interruptible} from '../../interrupt.ts'
import {costChange} from '../../services/deploy/cost-change.ts'
import {type Session, withSession} from '../../services/deploy/session.ts'
import {shownPlan} from '../../services/deploy/shown-plan.ts'
import {confirmDoing} from '../confirm.ts'
import {onStderr} from '../theme.ts'
import type {DeployView} from './deploy-view.ts'
import {asksOf, choiceOf, type Host, lookOf, say, type StackFlags, surroundings} from './host.ts'
import {countsText, planText} from './plan-text.ts'
import {deployView} from './view.ts'

export interface ChangeFlags {
  readonly yes: boolean
  readonly 'lock-wait'?: string | undefined
  readonly progress?: string | undefined
}

/** An entry of the journal that is being written is waited for. */
const GRACE_MS = 10_000

const REMEMBERED = 'What was begun is remembered, and the next run clears it up.'

export interface Changing {
  readonly session: Session
  readonly view: DeployView
  readonly signal: AbortSignal
}

/** @throws InferError what the work throws; INFER_INTERRUPTED */
export function changing<T>(
  flags: StackFlags & Omit<ChangeFlags, 'yes'>,
  host: Host,
  work: (changing: Changing) => Promise<T>,
): Promise<T> {
  const drawn = deployView(host)
  let begun = false
  const view: DeployView = {
    ...drawn,
    begin(plan) {
      begun = true
      drawn.begin(plan)
    },
    tell(event) {
      begun ||= event.is !== 'phase' && event.is !== 'warning'
      drawn.tell(event)
    },
  }
  return interruptible(
    signal =>
      showing(view, () => {
        const around = surroundings(host, signal, event => view.tell(event))
        return withSession(choiceOf(flags), around, session => work({session, view, signal}))
      }),
    {
      graceMs: GRACE_MS,
      message: () => (begun ? `Interrupted. ${REMEMBERED}` : 'Interrupted; nothing was changed.'),
      suggestions: ['infer deploy status', host.typed],
      onStop: () => say(host, begun ? `Stopping. ${REMEMBERED}` : 'Stopping.'),
    },
  )
}

/** The view ends with the work, well or not. */
async function showing<T>(view: DeployView, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work()
    await view.finish()
    return result
  } catch (error) {
    await view.finish(error)
    throw error
  }
}

/** @throws InferError INFER_OPTION where nobody can say yes */
export function refuseSilence(host: Host, command: string): void {
  if (asksOf(host)) return
  throw new InferError('INFER_OPTION', {
    message: `${command} asks before it changes anything, and nobody can answer here.`,
    suggestions: [`${host.typed} --yes`, ...(command === 'infer deploy' ? ['infer deploy plan'] : [])],
  })
}

/** Shows the plan, with what else is to be said of it, and asks unless the answer is known. */
export async function confirmPlan(
  host: Host,
  {session, view, signal}: Changing,
  plan: Plan,
  {sure, remarks = []}: {readonly sure: boolean; readonly remarks?: readonly string[]},
): Promise<boolean> {
  const {snapshot} = await session.store.read(plan.stack)
  const shown = shownPlan(plan, costChange(session, snapshot, plan))
  say(host, planText(shown, onStderr, lookOf(host, process.stderr)))
  for (const remark of remarks) say(host, onStderr.doubtful(`! ${remark}`))
  const yes = sure || (await confirmDoing(`Go ahead? ${countsText(shown)}`, signal))
  if (yes) view.begin(shown)
  return yes
}
