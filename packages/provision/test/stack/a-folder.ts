// A folder in which stack files are written and read.
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import type {InferError} from '@inferloop/contract'
import {readStack, type ReadStackOptions, type Stack} from '@inferloop/provision'

export interface Folder {
  readonly path: string
  write(name: string, content: string | Uint8Array): string
  read(content: string | Uint8Array, given?: Given): Promise<Stack>
  /** What is said of a file that cannot be read. */
  fault(content: string | Uint8Array, given?: Given): Promise<InferError>
  remove(): void
}

export interface Given extends Partial<Omit<ReadStackOptions, 'folder'>> {
  readonly name?: string
}

export function aFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'infer-stack-'))
  const write = (name: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(path, name)), {recursive: true})
    writeFileSync(join(path, name), content)
    return join(path, name)
  }
  const read = (content: string | Uint8Array, {name = 'stack.yaml', ...given}: Given = {}) => {
    write(name, content)
    return readStack(name, {folder: path, env: {}, ...given})
  }
  return {
    path,
    write,
    read,
    fault: (content, given) => faultOf(read(content, given)),
    remove: () => rmSync(path, {recursive: true, force: true}),
  }
}

export async function faultOf(promise: Promise<unknown>): Promise<InferError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error === undefined) throw new Error('it was taken')
  if (!Object.hasOwn(error as object, 'code')) throw error
  return error as InferError
}

/** A head that every stack needs, three lines. */
export const HEAD = 'stack: demo\nversion: 1\nprovider: sandbox\n'
