// `infer deploy plan` between its flags and its service.
import {resolve} from 'node:path'
import {InferError} from '@inferloop/contract'
import type {PlanOptions} from '@inferloop/provision'
import {costChange} from '../../services/deploy/cost-change.ts'
import {planFor, savePlan} from '../../services/deploy/plan.ts'
import {type ShownPlan, shownPlan} from '../../services/deploy/shown-plan.ts'
import {onStdout} from '../theme.ts'
import {shellWord} from '../shell-word.ts'
import {type Host, lookOf, namesIn, type StackFlags} from './host.ts'
import {namedAgain} from './named-again.ts'
import {planText} from './plan-text.ts'
import {reading} from './reading.ts'

export interface ChoiceFlags {
  readonly target?: readonly string[] | undefined
  readonly exclude?: readonly string[] | undefined
  readonly replace?: readonly string[] | undefined
  readonly 'allow-loss'?: readonly string[] | undefined
  readonly detach?: readonly string[] | undefined
}

export interface PlanResult extends ShownPlan {
  readonly file: string
  /** Where it was saved. */
  readonly saved?: string
}

export function runPlan(
  flags: StackFlags & ChoiceFlags & {readonly output?: string | undefined},
  host: Host,
): Promise<PlanResult> {
  const {output} = flags
  if (output === '-')
    throw new InferError('INFER_OPTION', {
      message: 'A saved plan is a file; standard output has the plan as --json prints it.',
      suggestions: ['infer deploy plan --json', 'infer deploy plan --output shop.plan.json'],
    })
  return reading(flags, host, async session => {
    const {plan, snapshot} = await planFor(session, planOptions(flags))
    if (output !== undefined) await savePlan(resolve(output), plan, session.engine.signal)
    const shown = shownPlan(plan, costChange(session, snapshot, plan))
    host.print(planText(shown, onStdout, lookOf(host, process.stdout)))
    if (output !== undefined)
      host.print(`\napply it: infer deploy --plan ${shellWord(output)}${namedAgain(flags)}`)
    return {file: session.place.shown, ...shown, ...(output === undefined ? {} : {saved: output})}
  })
}

/** Lists that were not given are left out, so that a plan without options is the same however it was asked for. */
export function planOptions(flags: ChoiceFlags): PlanOptions {
  const given = {
    target: namesIn(flags.target),
    exclude: namesIn(flags.exclude),
    replace: namesIn(flags.replace),
    allowLoss: namesIn(flags['allow-loss']),
    detach: namesIn(flags.detach),
  }
  return Object.fromEntries(Object.entries(given).filter(([, names]) => names.length > 0))
}
