// What a plan says to people: each step, why, and what is lost by it. What takes something away stands last, next to the question.
import {counted, type Json} from '@inferloop/contract'
import type {PlanAction} from '@inferloop/provision'
import type {ShownPlan, ShownStep} from '../../services/deploy/shown-plan.ts'
import {count} from '../amounts.ts'
import {printableLine} from '../printable.ts'
import type {Theme} from '../theme.ts'
import {costLines} from './cost-line.ts'
import {changeText, fieldLines, type NamesOf, valueText} from './field-text.ts'
import {DONE} from './progress-line.ts'

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

/** In this order, and within in that of the plan. */
const ORDER: readonly PlanAction[] = [
  'create',
  'adopt',
  'rename',
  'update',
  'restore',
  'cleanup',
  'forget',
  'detach',
  'replace',
  'delete',
]

export interface PlanLook {
  /** Every step with all its fields, defaults too. */
  readonly verbose?: boolean
  /** Columns there are. */
  readonly width?: number
}

interface Look {
  readonly theme: Theme
  readonly verbose: boolean
  readonly width: number
  readonly names: NamesOf
  /** What an interrupted run began. */
  readonly open: ReadonlySet<string>
}

/** Longer plans say what is made and removed by kind. */
const LONG = 60
/** So many of one kind are said in one line. */
const MANY = 5
const NARROWEST = 40
const INDENT = '    '

export function planText(
  plan: ShownPlan,
  theme: Theme,
  {verbose = false, width = 100}: PlanLook = {},
): string {
  const {stack, provider, account, region, empty, steps, open, leftOut, warnings} = plan
  const ids = new Map(steps.flatMap(({name, id}) => (id === undefined ? [] : [[id, name]])))
  const look = {
    theme,
    verbose,
    width: Math.max(width, NARROWEST),
    names: (id: string) => ids.get(id),
    open: new Set(open.map(({name}) => name)),
  }
  const where = [account, region].filter(part => part !== '').map(printableLine)
  const lines = [`${theme.title(stack)} on ${provider}, account ${where.join(', ')}`, '']
  // Of many a warning of the plan says how many.
  for (const {name, action} of open.length > MANY ? [] : open)
    lines.push(theme.doubtful(`! ${printableLine(name)}: an interrupted ${action} is cleared up first`))
  for (const action of ORDER) lines.push(...actionLines(action, plan, look))
  if (leftOut.length > 0) lines.push(theme.quiet(`left out: ${leftOut.join(', ')}`))
  lines.push(...warnings.map(warning => theme.doubtful(`! ${printableLine(warning)}`)))
  if (!empty) lines.push('')
  lines.push(empty ? 'nothing to do: all is as the stack file says' : countsText(plan))
  if (!empty) lines.push(...costLines(plan))
  return lines.join('\n')
}

/** `3 to make, 1 to replace`. */
export const countsText = (plan: Pick<ShownPlan, 'counts' | 'open'>): string =>
  saidBy(WORDS, plan, 'to clear up')

/** `3 made, 1 replaced`. */
export const doneText = (plan: Pick<ShownPlan, 'counts' | 'open'>): string => saidBy(DONE, plan, 'cleared up')

function saidBy(
  words: Readonly<Record<PlanAction, string>>,
  {counts, open}: Pick<ShownPlan, 'counts' | 'open'>,
  cleared: string,
): string {
  const said = ORDER.flatMap(action => {
    const many = counts[action] ?? 0
    return many === 0 ? [] : [`${count(many)} ${words[action]}`]
  })
  return said.length === 0 ? `${counted(open.length, 'interrupted operation')} ${cleared}` : said.join(', ')
}

function actionLines(action: PlanAction, {steps}: ShownPlan, look: Look): readonly string[] {
  const its = steps.filter(step => step.action === action)
  const folds = !look.verbose && steps.length > LONG && (action === 'create' || action === 'delete')
  if (!folds) return its.flatMap(step => stepLines(step, look))
  const plain = its.filter(step => step.lost.length === 0 || !step.holdsData)
  const kinds = Map.groupBy(plain, ({kind}) => kind)
  const folded = [...kinds].filter(([, some]) => some.length > MANY)
  const inOne = new Set(folded.flatMap(([, some]) => some))
  return [
    ...folded.map(([kind, some]) => kindLine(action, kind, some, look)),
    ...its.filter(step => !inOne.has(step)).flatMap(step => stepLines(step, look)),
  ]
}

/** `+ 120 × compute.container  web-1, web-2, … web-120`. */
function kindLine(
  action: PlanAction,
  kind: string,
  steps: readonly ShownStep[],
  {theme, width}: Look,
): string {
  const head = `${MARKS[action]} ${count(steps.length)} × ${kind}`
  const names = steps.map(({name}) => name)
  const last = names.at(-1)!
  const shown = [names[0]!]
  for (const name of names.slice(1, -1)) {
    const fits = [head, ...shown, name, '…', last].join(', ').length <= width
    shown.push(fits ? name : '…')
    if (!fits) break
  }
  return `${paintOf(action, theme)(head)}  ${theme.name([...shown, last].join(', '))}`
}

function stepLines(step: ShownStep, look: Look): readonly string[] {
  const {name, action, from, id, kind, holdsData, lost} = step
  const {theme, width} = look
  const facts = [
    kind,
    ...(from === undefined || from === name ? [] : [`was ${from}`]),
    ...(action === 'create' || id === undefined ? [] : [theme.quiet(id)]),
    ...(holdsData && action !== 'create' ? [theme.doubtful('holds data')] : []),
  ]
  const head = `${paintOf(action, theme)(MARKS[action])} ${theme.name(name)}  ${facts.join('  ')}`
  const [first = '', ...more] = detailLines(step, look)
  const fits =
    action === 'create' && more.length === 0 && 6 + name.length + kind.length + first.length <= width
  if (fits) return [`${head}  ${first}`.trimEnd()]
  return [
    head,
    ...[first, ...more].filter(line => line !== '').map(line => `${INDENT}${line}`),
    ...(lost.length === 0 || look.open.has(name) ? [] : [`${INDENT}${lostText(step, theme)}`]),
  ]
}

function detailLines(
  {name, action, why, changes, wanted, interrupts}: ShownStep,
  {verbose, width, names, theme, open}: Look,
): readonly string[] {
  if (action === 'replace' && open.has(name))
    return ['if what the interrupted run began is not ready by then']
  if (action === 'create')
    return verbose || wanted === undefined
      ? changes.map(({path, after, secret}) => printableLine(`${path}: ${startText(after, secret)}`))
      : fieldLines(wanted, width - INDENT.length, 3)
  const forced = action === 'replace' && changes.some(({effect}) => effect === 'replace')
  const saysWhy = action !== 'update' && !forced && !(action === 'delete' && why === 'no longer wanted')
  return [
    ...(saysWhy ? [printableLine(why)] : []),
    ...changes.map(change => changeText(change, names, verbose ? Infinity : undefined)),
    ...(interrupts && action !== 'delete' ? [theme.doubtful('is away meanwhile')] : []),
  ]
}

/** A secret is shown by the name it is kept under. */
function startText(value: Json | undefined, secret: true | undefined): string {
  const text = valueText(value)
  return secret !== true || text.includes('${secret:') ? text : '(secret)'
}

const lostText = ({lost, holdsData}: ShownStep, theme: Theme): string =>
  (holdsData ? theme.bad : theme.doubtful)(`lost: ${lost.map(printableLine).join(', ')}`)

const paintOf = (action: PlanAction, theme: Theme): ((text: string) => string) =>
  action === 'create' || action === 'adopt'
    ? theme.good
    : action === 'delete' || action === 'replace'
      ? theme.bad
      : theme.doubtful

/** What a rollback leaves as it is, and why. */
export const leftLines = (left: readonly {readonly name: string; readonly why: string}[]): string[] =>
  left.map(({name, why}) => `${name}: ${why}`)
