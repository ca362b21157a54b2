// What earlier runs took, for whoever shows the time left, and what this one takes, for the next.
import {join} from 'node:path'
import type {Progress} from '@inferloop/provision'
import {
  addDurations,
  type Durations,
  readDurations,
  type Took,
  usualMs,
  usualOfAll,
  withDurations,
} from './durations.ts'

export interface History {
  /** Reads what is known; only a run in which a step was done writes. */
  open(root: string, provider: string): Promise<void>
  note(event: Progress): void
  /** Milliseconds a step usually takes, this run counted too; of this kind and action alone when `exact`. */
  usual(kind: string, action: string, how?: 'exact'): number | undefined
  /** Writes what was noted. */
  close(): Promise<void>
}

export function history(): History {
  let known: Durations = {}
  let place: {readonly path: string; readonly provider: string} | undefined
  let took: Took[] = []
  return {
    async open(root, provider) {
      place = {path: join(root, 'durations.json'), provider}
      known = await readDurations(place.path)
    },
    note(event) {
      if (event.is !== 'done') return
      took.push(event)
      if (place !== undefined) known = withDurations(known, place.provider, [event])
    },
    usual(kind, action, how) {
      if (place === undefined) return undefined
      const own = usualMs(known, place.provider, kind, action)
      return own ?? (how === 'exact' ? undefined : usualOfAll(known, place.provider))
    },
    async close() {
      if (place !== undefined) await addDurations(place.path, place.provider, took)
      took = []
    },
  }
}
