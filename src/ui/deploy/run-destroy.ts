// `infer deploy destroy` between its flags and its service.
import type {DeployResult} from '../../services/deploy/deploy.ts'
import {destroy, tryDestroy} from '../../services/deploy/destroy.ts'
import {onStdout} from '../theme.ts'
import {type ChangeFlags, changing, confirmPlan, refuseSilence} from './changing.ts'
import {deployedText} from './deployed-text.ts'
import {type Host, lookOf, milliseconds, namesIn, type StackFlags} from './host.ts'
import {planText} from './plan-text.ts'
import {reading} from './reading.ts'

interface DestroyFlags extends StackFlags, ChangeFlags {
  readonly 'dry-run': boolean
  readonly 'keep-data': boolean
  readonly 'allow-loss'?: readonly string[] | undefined
}

export async function runDestroy(flags: DestroyFlags, host: Host): Promise<DeployResult> {
  const {yes: sure, 'dry-run': dryRun, 'keep-data': keepData} = flags
  if (!sure && !dryRun) refuseSilence(host, 'infer deploy destroy')
  const options = {keepData, allowLoss: namesIn(flags['allow-loss'])}
  const lockWaitMs = milliseconds('--lock-wait', flags['lock-wait'])
  const result = dryRun
    ? await reading(flags, host, session => tryDestroy(session, options))
    : await changing(flags, host, around =>
        destroy(around.session, {...options, lockWaitMs}, plan => confirmPlan(host, around, plan, {sure})),
      )
  host.print(
    dryRun ? planText(result.plan, onStdout, lookOf(host, process.stdout)) : deployedText(result, onStdout),
  )
  return result
}
