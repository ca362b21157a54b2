// An operation that was begun and provably made nothing.
import type {Op, ResourceRow} from '../state/snapshot.ts'
import {record, rowOf, snapshotOf, type Run} from './run.ts'

/** The open operation behind a row that has no thing yet. */
export function openOf(run: Run, row: ResourceRow | undefined): Op | undefined {
  return row === undefined || row.id !== undefined ? undefined : snapshotOf(run).openOps[row.opId]
}

/** It is over: what it should have replaced stands again. */
export async function closeUnmade(run: Run, name: string): Promise<void> {
  const row = rowOf(run, name)
  const op = openOf(run, row)
  if (op === undefined) return
  const left = row?.prior === undefined ? {} : {row: row.prior}
  await record(run, {is: 'failed', opId: op.opId, name, why: 'it made nothing', ...left})
}
