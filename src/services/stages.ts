// Keeps the time of each stage and tells whoever listens where the work stands.
import type {Progress} from '@inferloop/contract'

/** `begun` and `done` come once for each stage, in order; `note` of `done` says what came of it. */
export interface Staged<Stage extends string> extends Progress {
  readonly phase: Stage
  readonly state: 'begun' | 'going' | 'done'
}

export interface Stages<Stage extends string> {
  begin(phase: Stage, total: number, unit: string, note?: string): void
  /** Progress of the stage at hand, from whoever works on it. */
  going(event: Pick<Progress, 'done' | 'total' | 'unit' | 'note' | 'left'>): void
  done(note?: string): void
  /** Seconds of each stage so far; 0 for those left out. */
  seconds(): Record<Stage | 'total', number>
}

export function stages<Stage extends string>(
  names: readonly Stage[],
  tell: (event: Staged<Stage>) => void,
): Stages<Stage> {
  const seconds = Object.fromEntries(names.map(stage => [stage, 0])) as Record<Stage, number>
  const start = performance.now()
  let begun = start
  let now: Staged<Stage> | undefined
  return {
    begin(phase, total, unit, note) {
      begun = performance.now()
      now = {phase, state: 'begun', done: 0, total, unit, ...(note === undefined ? {} : {note})}
      tell(now)
    },
    going({done, total, unit, note, left}) {
      if (now === undefined) return
      const more = {...(note === undefined ? {} : {note}), ...(left === undefined ? {} : {left})}
      now = {phase: now.phase, state: 'going', done, total, unit, ...more}
      tell(now)
    },
    done(note) {
      if (now === undefined) return
      const {phase, total, unit} = now
      seconds[phase] += (performance.now() - begun) / 1000
      tell({phase, state: 'done', done: total, total, unit, ...(note === undefined ? {} : {note})})
      now = undefined
    },
    seconds: () => ({...seconds, total: (performance.now() - start) / 1000}),
  }
}
