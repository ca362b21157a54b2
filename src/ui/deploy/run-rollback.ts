// `infer deploy rollback` between its flags and its service.
import {rollback, type RollbackResult, tryRollback} from '../../services/deploy/rollback.ts'
import {onStdout} from '../theme.ts'
import {type ChangeFlags, changing, confirmPlan, refuseSilence} from './changing.ts'
import {deployedText} from './deployed-text.ts'
import {type Host, lookOf, milliseconds, type StackFlags} from './host.ts'
import {leftLines, planText} from './plan-text.ts'
import {reading} from './reading.ts'

interface RollbackFlags extends StackFlags, ChangeFlags {
  readonly 'dry-run': boolean
}

export async function runRollback(flags: RollbackFlags, host: Host): Promise<RollbackResult> {
  const {yes: sure, 'dry-run': dryRun} = flags
  if (!sure && !dryRun) refuseSilence(host, 'infer deploy rollback')
  const lockWaitMs = milliseconds('--lock-wait', flags['lock-wait'])
  const result = dryRun
    ? await reading(flags, host, tryRollback)
    : await changing(flags, host, around =>
        rollback(around.session, lockWaitMs, plan =>
          confirmPlan(host, around, plan, {sure, remarks: leftLines(plan.left)}),
        ),
      )
  host.print(
    dryRun ? planText(result.plan, onStdout, lookOf(host, process.stdout)) : deployedText(result, onStdout),
  )
  if (dryRun) for (const line of leftLines(result.left)) host.print(onStdout.doubtful(`! ${line}`))
  return result
}
