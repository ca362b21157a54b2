// What is said when a deployment is over.
import {counted, type Json} from '@inferloop/contract'
import type {DeployResult} from '../../services/deploy/deploy.ts'
import {secondsSaid} from '../amounts.ts'
import {printableLine} from '../printable.ts'
import type {Theme} from '../theme.ts'
import {doneText} from './plan-text.ts'

export function deployedText({applied, plan, seconds, outputs, strays}: DeployResult, theme: Theme): string {
  if (!applied) return theme.doubtful('nothing was changed')
  const said = plan.empty
    ? `${theme.good('✔')} ${plan.stack}: nothing to do`
    : `${theme.good('✔')} ${plan.stack}: ${doneText(plan)}, in ${secondsSaid(seconds)}`
  const left = strays.filter(({removed}) => !removed)
  const warning =
    left.length === 0
      ? []
      : [theme.doubtful(`! ${counted(left.length, 'thing')} with this stack’s tags are not in its state`)]
  return [said, ...warning, ...outputLines(outputs, theme)].join('\n')
}

export function outputLines(outputs: Readonly<Record<string, Json>>, theme: Theme): string[] {
  return Object.entries(outputs).map(
    ([name, value]) =>
      `${theme.name(name)}  ${printableLine(typeof value === 'string' ? value : JSON.stringify(value))}`,
  )
}
