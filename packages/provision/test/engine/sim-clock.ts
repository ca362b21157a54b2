// Time that goes on only when nobody has anything to do: the next sleeper wakes then.
import type {Clock} from '@inferloop/contract'

export interface SimClock extends Clock {
  /** Something is being done: nobody wakes before it was still for a while. */
  touch(): void
  jump(milliseconds: number): void
}

interface Sleeper {
  readonly at: number
  readonly wake: () => void
}

/** Turns of the event loop without a touch after which all are taken to wait. */
const STILL = 4

export function simClock(start = Date.UTC(2026, 10, 27)): SimClock {
  let now = start
  let touched = 0
  let pumping = false
  const sleepers = new Set<Sleeper>()

  async function pump(): Promise<void> {
    pumping = true
    while (sleepers.size > 0) {
      const seen = touched
      let still = 0
      while (still < STILL && touched === seen) {
        await new Promise<void>(resolve => void setImmediate(resolve))
        still++
      }
      if (touched !== seen || sleepers.size === 0) continue
      let first: Sleeper | undefined
      for (const one of sleepers) if (first === undefined || one.at < first.at) first = one
      sleepers.delete(first!)
      now = Math.max(now, first!.at)
      first!.wake()
    }
    pumping = false
  }

  return {
    now: () => now,
    monotonic: () => now,
    touch: () => void touched++,
    jump: milliseconds => void (now += milliseconds),
    sleep: (milliseconds, signal) =>
      new Promise<void>((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason as Error)
        touched++
        const stop = (): void => {
          sleepers.delete(sleeper)
          reject(signal.reason as Error)
        }
        const sleeper: Sleeper = {
          at: now + milliseconds,
          wake: () => {
            touched++
            signal.removeEventListener('abort', stop)
            resolve()
          },
        }
        sleepers.add(sleeper)
        signal.addEventListener('abort', stop, {once: true})
        if (!pumping) void pump()
      }),
  }
}
