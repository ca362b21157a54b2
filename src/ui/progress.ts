// What is said of a stage while it goes and when it is done; the same words in a terminal and in a log.
import {sizeSaid} from '@inferloop/files'
import type {Stage} from '../services/generate-options.ts'
import type {Staged} from '../services/stages.ts'
import type {ValidateStage} from '../services/validate-options.ts'
import {printableLine} from './printable.ts'
import {count, secondsSaid} from './amounts.ts'

export type AnyStage = Stage | ValidateStage
export type AnyEvent = Staged<AnyStage>

/** Shows the stages of one run. `finish` ends the showing, well or with what stopped the work. */
export interface ProgressView {
  tell(event: AnyEvent): void
  log(line: string): void
  finish(error?: unknown): Promise<void>
}

export const TITLES: Readonly<Record<AnyStage, string>> = {
  read: 'Read',
  understand: 'Understand the columns',
  fit: 'Fit',
  sample: 'Sample',
  write: 'Write',
  compare: 'Compare',
  shapes: 'Shapes of columns',
  pairs: 'Pairs of columns',
  accuracy: 'Accuracy',
  detection: 'Detection',
  utility: 'Utility',
  privacy: 'Privacy',
  report: 'Report',
}

/** One line for an event `elapsed` seconds after its stage began. */
export function stageLine(event: AnyEvent, elapsed: number): string {
  const {phase, state, done, total, unit} = event
  const note = event.note === undefined ? undefined : printableLine(event.note)
  const title = TITLES[phase]
  if (state === 'begun') {
    const begun = phase === 'read' && note !== undefined ? `${title} ${note}` : title
    return elapsed < 1 ? begun : `${begun}, ${secondsSaid(elapsed)}`
  }
  if (state === 'done') {
    const rate = phase === 'sample' && elapsed > 0 ? `, ${count(total / elapsed)} rows/s` : ''
    return `${title}: ${note ?? ''}${rate} (${secondsSaid(elapsed)})`
  }
  return [`${title} ${amount(done, total, unit)}`, note, ...pace(event, elapsed)]
    .filter(part => part !== undefined && part !== '')
    .join(', ')
}

function amount(done: number, total: number, unit: string): string {
  const said = unit === 'bytes' ? sizeSaid : count
  const of = total > 0 ? ` of ${said(total)}` : ''
  return unit === 'bytes' ? `${said(done)}${of}` : `${said(done)}${of} ${unit}`
}

/** Rows per second, and the time left once enough has been seen to tell it. */
function pace({done, total, unit, left: known = Infinity}: AnyEvent, elapsed: number): string[] {
  if (done <= 0 || elapsed < 0.2) return Number.isFinite(known) ? [`${secondsSaid(known)} left`] : []
  const rate = unit === 'rows' ? [`${count(done / elapsed)} rows/s`] : []
  const left = Math.min(known, (elapsed / done) * (total - done))
  return total > done && left >= 0.5 ? [...rate, `${secondsSaid(left)} left`] : rate
}
