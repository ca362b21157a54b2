// A run that nobody listens to.
import type {RunContext} from '@inferloop/contract'
import {createRandom} from '@inferloop/random'

export const quietRun = (more: Partial<RunContext> = {}): RunContext => ({
  random: createRandom(1),
  signal: new AbortController().signal,
  threads: 1,
  progress: () => {},
  log: () => {},
  ...more,
})
