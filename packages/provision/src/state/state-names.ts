// The files of a stack by kind.
import {parseJournalName} from './journal.ts'
import {parseLockName} from './lock-record.ts'
import {newestFirst, parseSnapshotName, type SnapshotName} from './snapshot-file.ts'

export interface StateNames {
  /** Epochs, rising. */
  readonly locks: readonly number[]
  /** Epochs, rising. */
  readonly journals: readonly number[]
  /** Newest first. */
  readonly snapshots: readonly SnapshotName[]
}

const rising = (a: number, b: number): number => a - b

export const stateNames = (names: readonly string[]): StateNames => ({
  locks: names.flatMap(name => parseLockName(name) ?? []).sort(rising),
  journals: names.flatMap(name => parseJournalName(name) ?? []).sort(rising),
  snapshots: names.flatMap(name => parseSnapshotName(name) ?? []).sort(newestFirst),
})

/** 0 where there is nothing. Damaged files count: no epoch is used twice. */
export const highestEpoch = ({locks, journals, snapshots}: StateNames): number =>
  Math.max(0, ...locks, ...journals, ...snapshots.map(({epoch}) => epoch))
