// The clock of this machine.
import {setTimeout as pause} from 'node:timers/promises'
import type {Clock} from '@inferloop/contract'

export const realClock: Clock = {
  now: Date.now,
  monotonic: () => performance.now(),
  async sleep(milliseconds, signal) {
    signal.throwIfAborted()
    await pause(milliseconds, undefined, {signal}).catch((error: unknown) => {
      throw signal.aborted ? signal.reason : error
    })
  },
}
