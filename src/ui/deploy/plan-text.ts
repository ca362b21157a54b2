// What a plan says to people: each step, why, and what is lost by it.
import {counted, type FieldChange, type Json} from '@inferloop/contract'
import type {PlanAction} from '@inferloop/provision'
import type {ShownPlan, ShownStep} from '../../services/deploy/shown-plan.ts'
import {printableLine} from '../printable.ts'
import type {Theme} from '../theme.ts'

const MARKS: Readonly<Record<PlanAction, string>> = {
  create: '+',
  update: '~',
  replace: '±',
  delete: '-',
  adopt: '→',
  rename: '→',
  detach: '⊘',
  forget: '⊘',
  cleanup: '-',
  restore: '↶',
  none: ' ',
}

const WORDS: Readonly<Record<PlanAction, string>> = {
  create: 'to make',
  update: 'to change',
  replace: 'to replace',
  delete: 'to remove',
  adopt: 'to take back',
  rename: 'to rename',
  detach: 'to let go',
  forget: 'to forget',
  cleanup: 'to clear up',
  restore: 'to put back',
  none: '',
}

export function planText(plan: ShownPlan, theme: Theme): string {
  const {stack, provider, account, region, empty, steps, open, leftOut, warnings} = plan
  const lines = [`${theme.title(stack)} on ${provider}, account ${account}, ${region}`, '']
  for (const {name, action} of open)
    lines.push(theme.doubtful(`! ${printableLine(name)}: an interrupted ${action} is cleared up first`))
  lines.push(...steps.flatMap(step => stepLines(step, theme)))
  if (leftOut.length > 0) lines.push(theme.quiet(`left out: ${leftOut.join(', ')}`))
  lines.push(...warnings.map(warning => theme.doubtful(`! ${printableLine(warning)}`)))
  if (!empty) lines.push('')
  lines.push(empty ? 'nothing to do: all is as the stack file says' : countsText(plan))
  return lines.join('\n')
}

/** `3 to make, 1 to replace`. */
export function countsText({counts, open}: Pick<ShownPlan, 'counts' | 'open'>): string {
  const said = Object.entries(counts).map(([action, count]) => `${count} ${WORDS[action as PlanAction]}`)
  if (said.length === 0) return counted(open.length, 'interrupted operation') + ' to clear up'
  return said.join(', ')
}

function stepLines({name, kind, action, why, changes, lost, from, id}: ShownStep, theme: Theme): string[] {
  const paint =
    action === 'create' || action === 'adopt' ? theme.good : isLoss(action) ? theme.bad : theme.doubtful
  const was = from === undefined ? '' : ` (was ${from})`
  const its = action === 'create' || id === undefined ? '' : `  ${theme.quiet(id)}`
  const reason = action === 'create' ? [] : [`    ${why}`]
  return [
    `${paint(MARKS[action])} ${theme.name(name)}${was}  ${kind}${its}`,
    ...reason,
    ...changes.map(change => `    ${changeText(change)}`),
    ...lost.map(one => theme.bad(`    lost: ${printableLine(one)}`)),
  ]
}

const isLoss = (action: PlanAction): boolean => action === 'delete' || action === 'replace'

/** `replicas: 1 → 2`; of secrets that they changed. */
function changeText({path, before, after, effect, why, secret}: FieldChange): string {
  const forced = effect === 'replace' ? `  forces replacement${why === undefined ? '' : `: ${why}`}` : ''
  const values = secret === true ? 'changed' : `${shown(before)} → ${shown(after)}`
  return printableLine(`${path}: ${values}${forced}`)
}

const LONGEST = 60

function shown(value: Json | undefined): string {
  if (value === undefined) return 'unset'
  const isUnknown = typeof value === 'object' && value !== null && '$unknown' in value
  if (isUnknown) return 'known after it is made'
  const text = JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}
