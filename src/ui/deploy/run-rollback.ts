// `infer deploy rollback` between its flags and its service.
import {type RollbackResult, rollback} from '../../services/deploy/rollback.ts'
import {onStdout} from '../theme.ts'
import {type ChangeFlags, changing, confirmPlan, refuseSilence} from './changing.ts'
import {deployedText} from './deployed-text.ts'
import {type Host, lookOf, milliseconds, type StackFlags} from './host.ts'
import {planText} from './plan-text.ts'

interface RollbackFlags extends StackFlags, ChangeFlags {
  readonly 'dry-run': boolean
}

export async function runRollback(flags: RollbackFlags, host: Host): Promise<RollbackResult> {
  const {yes: sure, 'dry-run': dryRun} = flags
  if (!sure && !dryRun) refuseSilence(host, 'infer deploy rollback')
  const lockWaitMs = milliseconds('--lock-wait', flags['lock-wait'])
  const result = await changing(flags, host, around =>
    rollback(around.session, {dryRun, lockWaitMs}, plan =>
      confirmPlan(host, around, plan, {sure, remarks: leftLines(plan.left)}),
    ),
  )
  host.print(
    dryRun ? planText(result.plan, onStdout, lookOf(host, process.stdout)) : deployedText(result, onStdout),
  )
  if (dryRun) for (const line of leftLines(result.left)) host.print(onStdout.doubtful(`! ${line}`))
  return result
}

const leftLines = (left: RollbackResult['left']): string[] => left.map(({name, why}) => `${name}: ${why}`)
