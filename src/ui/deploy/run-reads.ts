// `infer deploy drift`, `cost`, `logs`, `hooks` and `validate` between their flags and their services.
import {InferError} from '@inferloop/contract'
import {interruptible} from '../../interrupt.ts'
import {cost, type CostResult} from '../../services/deploy/cost.ts'
import {drift, type DriftResult, exitOf} from '../../services/deploy/drift.ts'
import {hooks, type HooksResult} from '../../services/deploy/hooks.ts'
import {logs, type LogsResult} from '../../services/deploy/logs.ts'
import {validate, type ValidateResult} from '../../services/deploy/validate.ts'
import {printableLine} from '../printable.ts'
import {onStdout} from '../theme.ts'
import {costText} from './cost-table.ts'
import {driftText} from './drift-text.ts'
import {choiceOf, type Host, type StackFlags, surroundings} from './host.ts'
import {hooksText} from './hooks-text.ts'
import {reading} from './reading.ts'
import {validateText} from './validate-text.ts'

export async function runDrift(flags: StackFlags, host: Host): Promise<DriftResult> {
  const result = await reading(flags, host, drift)
  host.print(driftText(result, onStdout))
  process.exitCode = exitOf(result)
  return result
}

export async function runCost(flags: StackFlags, host: Host): Promise<CostResult> {
  const result = await reading(flags, host, cost)
  host.print(costText(result, onStdout))
  return result
}

/** @throws InferError INFER_OPTION for lines that are no number above 0 */
export async function runLogs(
  name: string,
  flags: StackFlags & {readonly lines: number},
  host: Host,
): Promise<LogsResult> {
  const {lines: most} = flags
  if (most < 1)
    throw new InferError('INFER_OPTION', {
      message: `--lines should be a whole number above 0, was ${most}.`,
      suggestions: ['--lines 100'],
    })
  return reading(flags, host, session => logs(session, {name, most}, line => host.print(printableLine(line))))
}

export async function runHooks(flags: StackFlags, host: Host): Promise<HooksResult> {
  const choice = choiceOf(flags)
  const result = await interruptible(signal => hooks(choice, surroundings(host, signal)))
  host.print(hooksText(result, onStdout))
  return result
}

export async function runValidate(
  flags: StackFlags & {readonly connect: boolean},
  host: Host,
): Promise<ValidateResult> {
  const choice = choiceOf(flags)
  const result = await interruptible(signal => validate(choice, surroundings(host, signal), flags.connect))
  host.print(validateText(result, onStdout))
  return result
}
