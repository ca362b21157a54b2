// Outcomes that could not be written where the state is: kept on another path until the next run takes them up.
import {checkedLine, readCheckedLine} from './checked-line.ts'
import {play} from './play.ts'
import type {Entry, Snapshot} from './snapshot.ts'
import type {Storage} from './storage.ts'

export type Outcome = Extract<Entry, {is: 'id' | 'done' | 'failed'}>

export const isOutcome = (entry: Entry): entry is Outcome =>
  entry.is === 'id' || entry.is === 'done' || entry.is === 'failed'

/** Outcomes of a stack in their order, which is that of their names. */
export interface Place {
  readonly lineage: string
  readonly epoch: number
  /** How many the run kept before. */
  readonly at: number
}

const nameOf = ({lineage, epoch, at}: Place, {opId, is}: Outcome): string =>
  `${lineage}/${[epoch, at].map(number => String(number).padStart(8, '0')).join('-')}-${opId}-${is}.json`

/** @returns where it is kept */
export async function keep(inbox: Storage, place: Place, outcome: Outcome): Promise<string> {
  const name = nameOf(place, outcome)
  await inbox.create(name, Buffer.from(checkedLine(outcome, name).text))
  return name
}

export interface Kept {
  readonly name: string
  readonly outcome: Outcome
}

/** Of this stack, oldest first. A damaged one is left where it is: its operation is open, and looked up. */
export async function keptOutcomes(inbox: Storage, lineage: string): Promise<Kept[]> {
  const kept: Kept[] = []
  for (const name of [...(await inbox.list(`${lineage}/`))].sort()) {
    const text = new TextDecoder().decode(await inbox.read(name))
    const line = readCheckedLine(text.slice(0, -1), name)
    if (line !== undefined) kept.push({name, outcome: line.value as Outcome})
  }
  return kept
}

/** Those whose operation is still open: any other was written all the same, or looked up in the meantime. */
export function stillOpen(snapshot: Snapshot, kept: readonly Kept[]): Outcome[] {
  const open: Outcome[] = []
  let now = snapshot
  for (const {outcome} of kept) {
    if (!Object.hasOwn(now.openOps, outcome.opId)) continue
    now = play(now, [outcome])
    open.push(outcome)
  }
  return open
}
