// `infer deploy` and `infer deploy update` between their flags and their service.
import {InferError} from '@inferloop/contract'
import {isEmpty} from '@inferloop/provision'
import {deploy, type DeployResult, type Talk} from '../../services/deploy/deploy.ts'
import {readPlan} from '../../services/deploy/plan.ts'
import {confirmDoing} from '../confirm.ts'
import {onStderr, onStdout} from '../theme.ts'
import {type ChangeFlags, type Changing, changing, confirmPlan, refuseSilence} from './changing.ts'
import {deployedText} from './deployed-text.ts'
import {asksOf, type Host, milliseconds, say, type StackFlags} from './host.ts'
import {leftLines} from './plan-text.ts'
import {type ChoiceFlags, planOptions} from './run-plan.ts'

export interface DeployFlags extends StackFlags, ChoiceFlags, ChangeFlags {
  readonly plan?: string | undefined
  readonly refresh: boolean
  readonly 'allow-vanished': boolean
  readonly 'allow-namesake'?: boolean
  readonly 'on-failure'?: string | undefined
}

export async function runDeploy(
  flags: DeployFlags,
  host: Host,
  command: 'infer deploy' | 'infer deploy update',
): Promise<DeployResult> {
  const {plan, refresh, 'lock-wait': wait, 'allow-vanished': allowVanished} = flags
  const lockWaitMs = milliseconds('--lock-wait', wait)
  const approved = plan === undefined ? undefined : await readPlan(plan)
  const sure = flags.yes || approved !== undefined
  if (!sure) refuseSilence(host, command)
  if (flags['on-failure'] === 'ask' && !asksOf(host)) throw nobodyToAsk()
  const choice = {
    command,
    lockWaitMs,
    mustExist: command === 'infer deploy update',
    allowNamesake: flags['allow-namesake'] === true,
    refresh,
    allowVanished,
    ...(approved === undefined ? planOptions(flags) : {...approved.options, approved}),
  }
  const result = await changing(flags, host, around =>
    deploy(around.session, choice, talkOf(flags['on-failure'], host, around, sure)),
  )
  host.print(deployedText(result, onStdout))
  return result
}

const nobodyToAsk = (): InferError =>
  new InferError('INFER_OPTION', {
    message: '--on-failure ask needs somebody who answers, and nobody can here.',
    suggestions: ['--on-failure rollback', '--on-failure keep'],
  })

function talkOf(wished: string | undefined, host: Host, around: Changing, sure: boolean): Talk {
  const wish = wished ?? (asksOf(host) && !sure ? 'ask' : 'keep')
  return {
    confirm: plan => confirmPlan(host, around, plan, {sure}),
    async goesBack(error) {
      if (wish !== 'ask') return wish === 'rollback'
      await around.view.finish(error)
      say(host, onStderr.bad(error.message))
      return confirmDoing('Go back to what was there before?', around.signal)
    },
    confirmBack: async plan =>
      isEmpty(plan) || confirmPlan(host, around, plan, {sure: true, remarks: leftLines(plan.left)}),
  }
}
