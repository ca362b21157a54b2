// A snapshot as a file: written once, under its epoch and serial, and never changed.
import {InferError} from '@inferloop/contract'
import {bodyOf, checkedLine, readCheckedLine} from './checked-line.ts'
import {damaged} from './damaged.ts'
import {SCHEMA, type Snapshot} from './snapshot.ts'

export interface SnapshotFile {
  readonly snapshot: Snapshot
  /** As much of a journal as is in it. */
  readonly upTo: {readonly epoch: number; readonly bytes: number}
}

export interface SnapshotName {
  readonly epoch: number
  readonly serial: number
}

export const snapshotName = ({epoch, serial}: SnapshotName): string => `snapshots/${epoch}-${serial}.json`

/** Undefined for a name of something else. */
export function parseSnapshotName(name: string): SnapshotName | undefined {
  const [, epoch, serial] = /^snapshots\/(\d+)-(\d+)\.json$/.exec(name) ?? []
  return epoch === undefined ? undefined : {epoch: Number(epoch), serial: Number(serial)}
}

/** Newest first: a later run knows more than an earlier one. */
export const newestFirst = (a: SnapshotName, b: SnapshotName): number =>
  b.epoch - a.epoch || b.serial - a.serial

export const snapshotBytes = (file: SnapshotFile): Uint8Array =>
  Buffer.from(checkedLine(file, snapshotName(file.snapshot)).text)

/** @throws InferError INFER_STATE_DAMAGED, INFER_STATE_VERSION */
export function readSnapshot(stack: string, name: SnapshotName, bytes: Uint8Array): SnapshotFile {
  const path = snapshotName(name)
  const text = new TextDecoder().decode(bytes)
  const file = text.endsWith('\n') ? readCheckedLine(text.slice(0, -1), path)?.value : undefined
  const schema = (bodyOf(text) as {snapshot?: {schema?: unknown}} | null | undefined)?.snapshot?.schema
  if (typeof schema === 'number' && schema > SCHEMA)
    throw new InferError('INFER_STATE_VERSION', {
      message: `The state of stack ${stack} has schema ${schema}; this infer knows ${SCHEMA}.`,
      suggestions: ['npm install --global @inferloop/cli@latest'],
    })
  if (bytes.length === 0) throw damaged(stack, `${path} is empty`)
  if (file === undefined) throw damaged(stack, `the checksum of ${path} is wrong`)
  return file as SnapshotFile
}
