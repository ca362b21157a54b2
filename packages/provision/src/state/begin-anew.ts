// How a run begins a state over one that is damaged or gone. Nothing is removed: the new one counts from its first snapshot on.
import {errorCode, InferError} from '@inferloop/contract'
import {makeJournal, type Position, sealOthers} from './begin-journal.ts'
import {journalName, readJournal} from './journal.ts'
import {loadState} from './load-state.ts'
import type {LockParts} from './lock.ts'
import type {LockRecord} from './lock-record.ts'
import type {Snapshot} from './snapshot.ts'
import {stateNames} from './state-names.ts'
import type {Storage} from './storage.ts'

/**
 * Until an `anew` is appended, and where snapshots are damaged until one of it is written, whoever reads finds damage.
 *
 * @param first what is remembered until then
 * @throws InferError INFER_OPTION when the state is sound; INFER_STATE_VERSION, INFER_STATE_FENCED, INFER_DISK_FULL, INFER_WRITE_FAILED
 */
export async function beginAnew(own: LockParts, lock: LockRecord, first: Snapshot): Promise<Position> {
  const {storage, stack} = own
  await refuseSound(storage, stack)
  const opened = await makeJournal(own, lock, {anew: true})
  const {journals} = stateNames(await storage.list(''))
  const unsealed = await Promise.all(
    journals.map(async epoch => {
      const bytes = (await storage.read(journalName(epoch))) ?? new Uint8Array()
      // To its last byte, sound or not: what its operations made is taken up now or named, and not looked up later.
      return {bytes, journal: {...readJournal(bytes, epoch), ends: [bytes.length]}}
    }),
  )
  return sealOthers(own, lock, opened, {snapshot: first, unsealed})
}

async function refuseSound(storage: Storage, stack: string): Promise<void> {
  const loaded = await loadState(storage, stack).catch((error: unknown) => {
    if (errorCode(error) === 'INFER_STATE_DAMAGED') return undefined
    throw error
  })
  if ((loaded?.snapshot?.serial ?? 0) === 0) return
  throw new InferError('INFER_OPTION', {
    message: `The state of ${stack} is sound, so it is not begun anew.`,
    suggestions: ['infer deploy recover', 'infer deploy refresh'],
  })
}
