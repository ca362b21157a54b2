// State in an object store that can refuse to write over an object: S3, Google Cloud Storage, Azure Blob with If-None-Match: *.
import type {Clock} from '@inferloop/contract'
import {fenced} from './lock-faults.ts'
import {storageFault} from './storage-fault.ts'
import type {Storage} from './storage.ts'

/** All of it consistent at once: what was put is got and listed by everyone. Errors are failed or unclear requests; they are tried again. */
export interface ObjectStore {
  get(name: string): Promise<Uint8Array | undefined>
  /** `absent`: If-None-Match: *. @returns false for 412, when the condition does not hold */
  put(name: string, bytes: Uint8Array, condition: 'absent' | 'any'): Promise<boolean>
  /** All names that begin with the prefix. */
  list(prefix: string): Promise<readonly string[]>
  /** Succeeds where there is none. */
  delete(name: string): Promise<void>
}

const TRIES = 5
/** Doubles with each try: 0.2, 0.4, 0.8, 1.6 s. */
const WAIT_MS = 200
/** A file that is appended to: one object for each append, numbered. */
const GROWS = '.ndjson'
const DIGITS = 8

export function objectStorage(store: ObjectStore, clock: Clock, signal: AbortSignal): Storage {
  /** The number of the next object of a file that grows, as far as this process knows. */
  const nextOf = new Map<string, number>()

  async function tried<T>(doing: 'read' | 'write', name: string, operation: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++)
      try {
        return await operation()
      } catch (error) {
        if (tries === TRIES) throw storageFault(asFault(error), doing, name)
        await clock.sleep(WAIT_MS * 2 ** (tries - 1), signal)
      }
  }

  /** Refused, it may still be there by a request of ours whose answer was lost: no two runs write the same bytes. */
  async function putNew(name: string, bytes: Uint8Array): Promise<boolean> {
    if (await tried('write', name, () => store.put(name, bytes, 'absent'))) return true
    const there = await tried('read', name, () => store.get(name))
    return there !== undefined && Buffer.compare(there, bytes) === 0
  }

  const partName = (name: string, at: number): string => `${name}/${String(at).padStart(DIGITS, '0')}`
  const partsOf = async (name: string): Promise<readonly string[]> =>
    [...(await tried('read', name, () => store.list(`${name}/`)))].sort()

  return {
    async read(name) {
      if (!name.endsWith(GROWS)) return tried('read', name, () => store.get(name))
      const parts: Uint8Array[] = []
      for (const part of await partsOf(name)) {
        const bytes = await tried('read', part, () => store.get(part))
        if (bytes !== undefined) parts.push(bytes)
      }
      return parts.length === 0 ? undefined : Buffer.concat(parts)
    },
    async list(prefix) {
      const names = await tried('read', prefix, () => store.list(prefix))
      return [...new Set(names.map(name => name.replace(/(\.ndjson)\/\d+$/, '$1')))].sort()
    },
    create: (name, bytes) => putNew(name.endsWith(GROWS) ? partName(name, 0) : name, bytes),
    async append(name, bytes) {
      const at = nextOf.get(name) ?? (await partsOf(name)).length
      if (!(await putNew(partName(name, at), bytes)))
        throw fenced(name, `object ${partName(name, at)} was written by another`)
      nextOf.set(name, at + 1)
    },
    replace: async (name, bytes) => void (await tried('write', name, () => store.put(name, bytes, 'any'))),
    async remove(name) {
      const names = name.endsWith(GROWS) ? await partsOf(name) : [name]
      for (const one of names) await tried('write', one, () => store.delete(one))
    },
    flush: async () => undefined,
    prepare: async () => undefined,
  }
}

/** Errors of clients carry no system's code. */
const asFault = (error: unknown): unknown =>
  error instanceof Error && 'code' in error
    ? error
    : Object.assign(new Error(error instanceof Error ? error.message : String(error), {cause: error}), {
        code: 'EIO',
      })
