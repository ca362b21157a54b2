// Which files are too old to be of use.
import {journalName} from './journal.ts'
import {lockName} from './lock-record.ts'
import {snapshotName} from './snapshot-file.ts'
import {highestEpoch, type StateNames} from './state-names.ts'

/** Snapshots of different serials that are kept to go back to. */
const SNAPSHOTS = 20
/** Epochs whose journals are kept after a snapshot has them, to replay onto an older snapshot and to look up what late runs began. */
const EPOCHS = 50

/** @param names of which the newest snapshot was read back after it was written */
export function oldFiles(names: StateNames): string[] {
  const newest = names.snapshots[0]
  const serials = [...new Set(names.snapshots.map(({serial}) => serial))].slice(0, SNAPSHOTS)
  const kept = names.snapshots.filter(
    (one, at) =>
      serials.includes(one.serial) && names.snapshots.findIndex(({serial}) => serial === one.serial) === at,
  )
  const oldest = Math.min(newest?.epoch ?? 0, highestEpoch(names) - EPOCHS)
  return [
    ...names.snapshots.filter(one => !kept.includes(one)).map(snapshotName),
    ...names.journals.filter(epoch => epoch < oldest).map(journalName),
    ...names.locks.slice(0, -1).map(lockName),
  ]
}
