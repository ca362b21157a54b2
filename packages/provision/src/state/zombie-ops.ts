// Operations begun by runs that had been taken over without knowing it.
import {journalName, opsAfter, readJournal} from './journal.ts'
import type {Op} from './snapshot.ts'
import type {Storage} from './storage.ts'

/** @param epochs rising; the last is that of the run that asks, whose journal has none */
export async function readZombieOps(storage: Storage, epochs: readonly number[]): Promise<Op[]> {
  const journals = await Promise.all(
    epochs.map(async epoch => ({epoch, bytes: (await storage.read(journalName(epoch))) ?? new Uint8Array()})),
  )
  const seals = journals.flatMap(({epoch, bytes}) =>
    readJournal(bytes, epoch).entries.flatMap(entry => (entry.is === 'sealed' ? entry.seals : [])),
  )
  return journals.slice(0, -1).flatMap(({epoch, bytes}) => {
    const seal = seals.findLast(one => one.epoch === epoch)
    return opsAfter(bytes, seal?.bytes ?? 0)
  })
}
