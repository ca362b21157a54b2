// Processes that run in turns, in simulated time: paused, asleep and killed as a seed says. Whoever asks the storage or the clock waits for
// a turn; between turns nothing happens.
import type {Clock} from '@inferloop/contract'
import type {Self} from '../../src/index.ts'

export interface Process {
  readonly pid: number
  readonly host: string
  /** Milliseconds its wall clock is ahead. */
  readonly skew: number
  /** Milliseconds its monotonic clock stood still. */
  slept: number
  pausedUntil: number
  dead: boolean
  readonly clock: Clock
  readonly self: Self
  /** Gives the others a chance. */
  turn(): Promise<void>
}

export interface World {
  time: number
  /** Uniform in [0, 1). */
  readonly random: () => number
  readonly processes: Process[]
  start(skew: number): Process
  /** Runs until nobody waits any more; `calm` without pauses and kills. */
  run(calm: boolean, each?: () => void): Promise<void>
}

interface Waiting {
  readonly process: Process
  readonly at: number
  readonly go: () => void
}

const HOSTS = 3
const PAUSE = 0.004
const KILL = 0.0015
/** More than ten times the 1,345 of the longest of 500 schedules. */
const MOST_TURNS = 20_000
const LONGEST_PAUSE_MS = 250_000

/** mulberry32, by Tommy Ettinger. */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function simulatedWorld(seed: number): World {
  const random = dice(seed)
  let waiting: Waiting[] = []
  const isAlive: Self['isAlive'] = async ({pid}) => world.processes.some(one => one.pid === pid && !one.dead)

  function start(skew: number): Process {
    const pid = world.processes.length + 1
    const host = `host${pid % HOSTS}`
    const process: Process = {
      pid,
      host,
      skew,
      slept: 0,
      pausedUntil: 0,
      dead: false,
      self: {owner: {user: 'ann', host, pid, bootId: host}, isAlive},
      turn: () => new Promise(go => waiting.push({process, at: world.time, go})),
      clock: {
        now: () => world.time + skew,
        monotonic: () => world.time - process.slept,
        sleep: (milliseconds, signal) =>
          new Promise((resolve, reject) => {
            const entry = {process, at: world.time + milliseconds, go: resolve}
            waiting.push(entry)
            const give = () => {
              waiting = waiting.filter(one => one !== entry)
              reject(signal.reason as Error)
            }
            if (signal.aborted) give()
            else signal.addEventListener('abort', give)
          }),
      },
    }
    world.processes.push(process)
    return process
  }

  function disturb(process: Process): boolean {
    const fate = random()
    if (fate < KILL) {
      process.dead = true
      waiting = waiting.filter(one => one.process !== process)
      return true
    }
    if (fate > PAUSE) return false
    const pause = Math.floor(random() * LONGEST_PAUSE_MS)
    process.pausedUntil = world.time + pause
    // A machine that sleeps: its monotonic clock stands still.
    if (random() < 0.3) process.slept += pause
    return true
  }

  const world: World = {
    time: 1_800_000_000_000,
    random,
    processes: [],
    start,
    async run(calm, each) {
      for (let turns = 0; ; turns++) {
        if (turns > MOST_TURNS) throw new Error('it never ends')
        await new Promise(setImmediate)
        if (waiting.length === 0) return
        const readyAt = (one: Waiting) => Math.max(one.at, one.process.pausedUntil)
        const first = Math.min(...waiting.map(readyAt))
        world.time = Math.max(world.time, first) + Math.floor(random() * 20)
        const ready = waiting.filter(one => readyAt(one) <= world.time)
        const next = ready[Math.floor(random() * ready.length)]
        if (next === undefined || (!calm && disturb(next.process))) continue
        waiting = waiting.filter(one => one !== next)
        each?.()
        next.go()
      }
    },
  }
  return world
}
