// One line for what happens in a deployment; none for what only a live view can show.
import type {Progress, StepAction} from '@inferloop/provision'
import {secondsSaid} from '../amounts.ts'
import {printableLine} from '../printable.ts'

export const DOING: Readonly<Record<StepAction, string>> = {
  create: 'making',
  update: 'changing',
  replace: 'replacing',
  delete: 'removing',
  adopt: 'taking back',
  rename: 'renaming',
  detach: 'letting go',
  forget: 'forgetting',
  cleanup: 'clearing up',
  restore: 'putting back',
  none: 'looking at',
  operate: 'operating',
  remove: 'removing',
}

export const DONE: Readonly<Record<StepAction, string>> = {
  create: 'made',
  update: 'changed',
  replace: 'replaced',
  delete: 'removed',
  adopt: 'taken back',
  rename: 'renamed',
  detach: 'let go',
  forget: 'forgotten',
  cleanup: 'cleared up',
  restore: 'put back',
  none: 'as it was',
  operate: 'done',
  remove: 'removed',
}

export function progressLine(event: Progress): string | undefined {
  const line = lineOf(event)
  return line === undefined ? undefined : printableLine(line)
}

function lineOf(event: Progress): string | undefined {
  switch (event.is) {
    case 'begun':
      return `${event.name}: ${DOING[event.action]}`
    case 'id':
      return `${event.name}: is ${event.id}`
    case 'retry':
      return `${event.name}: again in ${secondsSaid(event.waitMs / 1000)}: ${event.why}`
    case 'done':
      return `${event.name}: ${DONE[event.action]} in ${secondsSaid(event.tookMs / 1000)}`
    case 'failed':
      return `${event.name}: failed: ${event.why}`
    case 'skipped':
      return `${event.name}: left: ${leftBecause(event.why)}`
    case 'recovered':
      return `${event.name}: cleared up: ${event.found}`
    case 'stray':
      return event.removed
        ? `${event.kind} ${event.id}: removed, a second one of ${event.name ?? 'something known'}`
        : `Warning: ${event.kind} ${event.id} carries this stack’s tags and is not in its state`
    case 'hook':
      return `${event.name}: running ${event.words.join(' ')}`
    case 'warning':
      return `Warning: ${event.text}`
    case 'phase':
    case 'progress':
      return undefined
  }
}

/** `make api` → `api failed`: the engine names what was to be done first. */
export const leftBecause = (why: string): string => `${why.replace(/^(make|drop) /, '')} failed`
