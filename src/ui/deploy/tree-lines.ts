// What stands on the screen while a plan is carried out: the whole in one line, then a row for each step, as many as there is room for.
import {counted} from '@inferloop/contract'
import type {History} from '../../services/deploy/history.ts'
import {count, secondsSaid} from '../amounts.ts'
import {printableLine} from '../printable.ts'
import type {Theme} from '../theme.ts'
import {DOING, DONE, leftBecause} from './progress-line.ts'
import {isGoing, leftOf, type Row, type Rows, type RowState, stateOf} from './rows.ts'

export interface Tree {
  readonly stack: string
  readonly rows: Rows
  readonly begunAt: number
  /** What else is done, such as looking for what was left over. */
  readonly phase?: string
  /** Lines said meanwhile. */
  readonly notes: readonly string[]
  readonly over: boolean
}

export interface Around {
  readonly now: number
  /** Lines there is room for. */
  readonly height: number
  readonly history: Pick<History, 'usual'>
  readonly theme: Theme
}

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
/** The last ones are shown while it goes on; all of them stay on the screen afterwards. */
const NOTES = 3
/** A finished plan is kept on the screen row by row up to so many. */
const KEPT = 40

export function treeLines(tree: Tree, around: Around): readonly string[] {
  const {rows, notes, over} = tree
  const all = [...rows.values()]
  const last = over ? [] : notes.slice(-NOTES).map(note => around.theme.quiet(printableLine(note)))
  const room = over ? Infinity : Math.max(1, around.height - 1 - last.length)
  const {shown, hidden} = chosen(all, room, over)
  const width = {
    name: Math.min(28, Math.max(0, ...shown.map(({name}) => name.length))),
    kind: Math.max(0, ...shown.map(({kind}) => kind.length)),
  }
  const more = hidden.length === 0 ? [] : [around.theme.quiet(`… ${hidden.join(', ')}`)]
  return [titleOf(tree, around), ...shown.map(row => rowLine(row, width, around)), ...more, ...last]
}

/** `shop: 12 of 20 done, 3 under way, 4 waiting, 1 failed, 14 s, about 30 s left`. */
function titleOf({stack, rows, begunAt, phase, over}: Tree, {now, history, theme}: Around): string {
  const states = [...rows.values()].map(stateOf)
  const many = (state: RowState): number => states.filter(one => one === state).length
  const some = (state: RowState, word: string): string[] =>
    many(state) > 0 ? [`${count(many(state))} ${word}`] : []
  const failed = some('failed', 'failed').map(text => theme.bad(text))
  const left = over ? undefined : leftOf(rows, history, now)
  return [
    `${theme.title(printableLine(stack))}: ${count(many('done'))} of ${counted(states.length, 'step')} done`,
    ...some('going', 'under way'),
    ...some('waiting', over ? 'not begun' : 'waiting'),
    ...some('left', 'left'),
    ...some('cut', 'interrupted'),
    ...failed,
    ...(phase === undefined || over ? [] : [phase]),
    secondsSaid((now - begunAt) / 1000),
    ...(left === undefined || left < 500 ? [] : [`about ${secondsSaid(left / 1000)} left`]),
  ].join(', ')
}

/** What is under way and what failed first of all, then the latest that were done; those under way stand last. */
function chosen(
  rows: readonly Row[],
  room: number,
  over: boolean,
): {readonly shown: readonly Row[]; readonly hidden: readonly string[]} {
  const of = (state: RowState): Row[] => rows.filter(row => stateOf(row) === state)
  const failed = [...of('cut'), ...of('failed')]
  const left = of('left')
  const going = of('going').toSorted((a, b) => beganAt(a) - beganAt(b))
  const done = of('done').toSorted((a, b) => endedAt(a) - endedAt(b))
  if (over) {
    const kept = [...(rows.length <= KEPT ? [...done, ...left] : []), ...failed, ...going]
    return {shown: kept.slice(0, KEPT), hidden: hiddenOf([[kept.length - KEPT, 'more']])}
  }
  const crowded = failed.length + going.length > room
  const free = crowded ? room - 1 : room
  const bad = failed.slice(0, Math.max(free - going.length, Math.floor(free / 2)))
  const busy = going.slice(0, free - bad.length)
  const rest = crowded ? 0 : free - bad.length - busy.length
  const calm = rest === 0 ? [] : [...done, ...left].slice(-rest)
  return {
    shown: [...calm, ...bad, ...busy],
    hidden: hiddenOf([
      [failed.length - bad.length, 'more failed'],
      [going.length - busy.length, 'more under way'],
    ]),
  }
}

const hiddenOf = (more: readonly (readonly [number, string])[]): string[] =>
  more.flatMap(([many, what]) => (many > 0 ? [`${count(many)} ${what}`] : []))

const beganAt = ({parts}: Row): number => Math.max(...parts.map(({begunAt = 0}) => begunAt))
const endedAt = ({parts}: Row): number =>
  Math.max(...parts.map(({begunAt = 0, tookMs = 0}) => begunAt + tookMs))

function rowLine(row: Row, width: {readonly name: number; readonly kind: number}, around: Around): string {
  const {theme, now} = around
  const state = stateOf(row)
  const icons: Readonly<Record<RowState, string>> = {
    going: theme.doubtful(FRAMES[Math.floor(now / 100) % FRAMES.length]!),
    done: theme.good('✔'),
    failed: theme.bad('✖'),
    left: theme.quiet('↓'),
    cut: theme.doubtful('✖'),
    waiting: ' ',
  }
  const name = printableLine(row.name).padEnd(width.name)
  return `${icons[state]} ${theme.name(name)}  ${theme.quiet(row.kind.padEnd(width.kind))}  ${said(row, state, around)}`
}

function said(row: Row, state: RowState, {now, history, theme}: Around): string {
  const {parts, failed = '', left = '', text, again} = row
  if (state === 'failed') return theme.bad(printableLine(withoutName(row.name, failed)))
  if (state === 'cut') return 'interrupted: the next run learns how it ended'
  if (state === 'left') return `left: ${printableLine(leftBecause(left))}`
  if (state === 'done') {
    const took = parts.reduce((sum, {tookMs = 0}) => sum + tookMs, 0)
    return `${DONE[parts[0]!.action]} in ${secondsSaid(took / 1000)}`
  }
  const part = parts.find(isGoing)
  if (part === undefined) return ''
  const elapsed = now - part.begunAt!
  const usual = history.usual(row.kind, part.action, 'exact')
  const pace = usual === undefined ? [] : [paceSaid(usual, elapsed)]
  const waits =
    again === undefined
      ? []
      : [
          theme.doubtful(
            `again in ${secondsSaid(Math.max(0, again.at - now) / 1000)}: ${printableLine(again.why)}`,
          ),
        ]
  const word = part === parts[0] ? DOING[part.action] : `${DOING[part.action]} the old one`
  const time = elapsed < 1000 ? [] : [secondsSaid(elapsed / 1000)]
  const facts = [word, ...time, ...pace.filter(Boolean), ...waits].join(', ')
  return text === undefined || again !== undefined ? facts : `${facts}: ${theme.quiet(printableLine(text))}`
}

/** `net (network.vpc): create: …` → `create: …`: the row begins with both. */
const withoutName = (name: string, why: string): string =>
  why.startsWith(`${name} (`) ? why.replace(/^[^()]*\([^()]*\):? /, '') : why

const paceSaid = (usual: number, elapsed: number): string =>
  usual - elapsed >= 500
    ? `about ${secondsSaid((usual - elapsed) / 1000)} left`
    : elapsed > 1.5 * usual + 1000
      ? `longer than the usual ${secondsSaid(usual / 1000)}`
      : ''
