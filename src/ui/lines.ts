// Progress as plain lines, for logs and pipes: one when a stage begins, one when it is done, one every few seconds between.
import {printableLine} from './printable.ts'
import type {ProgressView} from './progress.ts'
import {stageLine} from './progress.ts'

const EVERY_MS = 5000

export function lineView(write: (line: string) => void): ProgressView {
  let begun = 0
  let last = 0
  return {
    tell(event) {
      const now = performance.now()
      if (event.state === 'begun') begun = now
      else if (event.state === 'going' && now - last < EVERY_MS) return
      last = now
      write(stageLine(event, (now - begun) / 1000))
    },
    log: line => write(printableLine(line)),
    finish: async () => undefined,
  }
}

/** For --quiet and --json. */
export const silentView: ProgressView = {
  tell: () => undefined,
  log: () => undefined,
  finish: async () => undefined,
}
