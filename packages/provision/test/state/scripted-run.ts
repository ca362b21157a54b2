// A run that appends a history from where the state says it stands, on a disk that may go at any moment.
import {expect} from 'chai'
import {
  type Entry,
  faultsOf,
  localStorage,
  openState,
  play,
  type Snapshot,
  type Storage,
} from '../../src/index.ts'
import {nextId, open, testClock, testProcess} from './a-stack.ts'
import type {Hooks, SimulatedDisk} from './simulated-disk.ts'

export class Crash extends Error {}

/** The first time at the point, and at every operation after it: who is dead does nothing more. */
export function crashAt(point: number): Hooks & {readonly dead: boolean} {
  let dead = false
  return {
    get dead() {
      return dead
    },
    before(operation, _path, now) {
      dead ||= now === point && !['read', 'names', 'open old'].includes(operation)
      if (dead) throw new Crash(`${operation} at ${point}`)
    },
  }
}

export interface Run {
  readonly disk: SimulatedDisk
  readonly pid: number
  readonly history: readonly Entry[]
  readonly inbox?: Storage
  /** Told of each entry whose append returned. */
  readonly acknowledged: (entry: Entry, position: number) => void
}

export const storeOn = ({disk, pid, inbox}: Pick<Run, 'disk' | 'pid' | 'inbox'>) =>
  openState({
    storage: localStorage('/deploy', disk, nextId, 64),
    clock: testClock(),
    self: testProcess(pid, new Set(Array.from({length: pid}, (_, at) => at))),
    newId: nextId,
    ...(inbox === undefined ? {} : {inbox}),
  })

/** Where in the history a snapshot stands; -1 when it is at no point of it. */
export function positionOf(snapshot: Snapshot, history: readonly Entry[]): number {
  const bare = (s: Snapshot) => JSON.stringify(sorted({...s, epoch: 0, lineage: ''}))
  const states = [blank(snapshot)]
  for (const entry of history) states.push(play(states.at(-1) ?? snapshot, [entry]))
  return states.map(bare).lastIndexOf(bare(snapshot))
}

export const blank = (like: Snapshot): Snapshot => ({
  ...like,
  serial: 0,
  resources: {},
  openOps: {},
  notify: {},
  detached: {},
  target: {provider: '', account: '', region: ''},
  tool: {infer: '', providers: {}},
})

const sorted = (value: unknown): unknown =>
  Array.isArray(value) || typeof value !== 'object' || value === null
    ? value
    : Object.fromEntries(
        Object.entries(value)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, inner]) => [key, sorted(inner)]),
      )

export async function run({disk, pid, history, acknowledged, ...more}: Run): Promise<Snapshot> {
  const writer = await storeOn({disk, pid, ...more}).open('shop', open())
  const {snapshot} = writer.view()
  const from = positionOf(snapshot, history)
  if (from < 0 || faultsOf(snapshot).length > 0)
    expect.fail(`a state of no history: ${JSON.stringify(snapshot)}`)
  acknowledged({is: 'notify', name: ''}, from)
  for (const [at, entry] of history.entries()) {
    if (at < from) continue
    writer.check()
    await writer.append(entry)
    acknowledged(entry, at + 1)
    if (at % 3 === 2) await writer.compact()
  }
  await writer.compact()
  await writer.close()
  return writer.view().snapshot
}
