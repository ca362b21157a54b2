// How far each step of a plan is, from what a run tells.
import {LIMITS, type Progress, type StepAction} from '@inferloop/provision'
import type {History} from '../../services/deploy/history.ts'
import {timeLeft} from '../../services/deploy/time-left.ts'
import {isRemoval, type ShownPlan, type ShownStep} from '../../services/deploy/shown-plan.ts'

export interface Row {
  readonly name: string
  readonly kind: string
  readonly after: readonly string[]
  /** What is done one after the other: a replacement is made, and the old thing removed. */
  readonly parts: readonly Part[]
  /** What the provider said last. */
  readonly text?: string
  readonly again?: {readonly at: number; readonly why: string}
  readonly failed?: string
  /** Why it was not begun. */
  readonly left?: string
  /** The run was interrupted meanwhile. */
  readonly cut?: true
}

/** As the engine says it of each call that was under way. */
const INTERRUPTED = /^The deployment was interrupted\b/

export interface Part {
  readonly action: StepAction
  readonly begunAt?: number
  readonly tookMs?: number
}

export type Rows = ReadonlyMap<string, Row>

export const rowsOf = ({steps}: ShownPlan): Rows => new Map(steps.map(step => [step.name, rowOf(step)]))

function rowOf({name, kind, after, action, drops}: ShownStep): Row {
  const old = isRemoval(action) || drops.length === 0 ? [] : [{action: 'remove'} as const]
  return {name, kind, after, parts: [{action}, ...old]}
}

/** Things that no step named, such as restarts, get a row when they begin. */
export function heard(rows: Rows, event: Progress): Rows {
  if (!('name' in event) || event.name === undefined || !('kind' in event)) return rows
  const row = rows.get(event.name)
  const next = row === undefined ? unplanned(event) : changed(row, event)
  return next === undefined || next === row ? rows : new Map([...rows, [event.name, next]])
}

function unplanned(event: Progress): Row | undefined {
  if (event.is !== 'begun') return undefined
  const {name, kind, action, at} = event
  return {name, kind, after: [], parts: [{action, begunAt: at}]}
}

function changed(row: Row, event: Progress): Row {
  const {again: _, text: __, ...calm} = row
  switch (event.is) {
    case 'begun':
      return {...calm, parts: withPart(row.parts, event.action, {begunAt: event.at})}
    case 'progress':
      return {...calm, text: event.text}
    case 'hook':
      return {...calm, text: `running ${event.words.join(' ')}`}
    case 'retry':
      return {...row, again: {at: event.at + event.waitMs, why: event.why}}
    case 'done':
      return {...calm, parts: withPart(row.parts, event.action, {tookMs: event.tookMs})}
    case 'failed':
      return INTERRUPTED.test(event.why) ? {...calm, cut: true} : {...calm, failed: event.why}
    case 'skipped':
      return {...calm, left: event.why}
    default:
      return row
  }
}

function withPart(parts: readonly Part[], action: StepAction, more: Partial<Part>): readonly Part[] {
  const at = parts.findIndex(part => part.action === action && part.tookMs === undefined)
  if (at < 0) return [...parts, {action, ...more}]
  return parts.map((part, i) => (i === at ? {...part, ...more} : part))
}

export type RowState = 'waiting' | 'going' | 'done' | 'failed' | 'left' | 'cut'

export function stateOf({parts, failed, left, cut}: Row): RowState {
  if (failed !== undefined) return 'failed'
  if (left !== undefined) return 'left'
  if (cut === true) return 'cut'
  if (parts.some(isGoing)) return 'going'
  return parts.every(({tookMs}) => tookMs !== undefined) ? 'done' : 'waiting'
}

export const isGoing = ({begunAt, tookMs}: Part): boolean => begunAt !== undefined && tookMs === undefined

/** Milliseconds the whole row usually takes. */
export const usualOf = ({kind, parts}: Row, {usual}: Pick<History, 'usual'>): number | undefined =>
  sum(parts.map(({action}) => usual(kind, action)))

/** Milliseconds until all rows are done, by what was seen before; undefined when too little was. Removals come last. */
export function leftOf(rows: Rows, {usual}: Pick<History, 'usual'>, now: number): number | undefined {
  const all = [...rows.values()]
  const left = (some: readonly Row[]): number | undefined =>
    timeLeft(
      some.map(row => ({name: row.name, after: row.after, leftMs: rowLeft(row, usual, now)})),
      LIMITS.steps,
    )
  return sum([left(all.filter(row => !goes(row))), left(all.filter(goes))])
}

const goes = ({parts: [first]}: Row): boolean => isRemoval(first!.action)

function rowLeft(row: Row, usual: History['usual'], now: number): number | undefined {
  if (['done', 'failed', 'left', 'cut'].includes(stateOf(row))) return 0
  return sum(
    row.parts.map(({action, begunAt, tookMs}) => {
      if (tookMs !== undefined) return 0
      const whole = usual(row.kind, action)
      return whole === undefined ? undefined : Math.max(0, whole - (now - (begunAt ?? now)))
    }),
  )
}

function sum(values: readonly (number | undefined)[]): number | undefined {
  let total = 0
  for (const value of values) {
    if (value === undefined) return undefined
    total += value
  }
  return total
}
