// Long work on the main thread lets signals and the screen have their turn.
import {setImmediate as nextTurn} from 'node:timers/promises'

const TURN_MS = 40

/** Tells how far the work is. */
export type Tell = () => void

/**
 * A function that, when 40 ms have passed since others had their turn, calls `tell` and gives a promise to wait for; before that nothing.
 * The promise rejects with the signal's reason when it is aborted.
 */
export function turns(signal: AbortSignal): (tell?: Tell) => Promise<void> | undefined {
  let last = performance.now()
  const give = async (tell?: Tell) => {
    tell?.()
    await nextTurn()
    signal.throwIfAborted()
    last = performance.now()
  }
  return tell => (performance.now() - last < TURN_MS ? undefined : give(tell))
}
