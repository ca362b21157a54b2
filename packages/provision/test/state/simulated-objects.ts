// An object store in memory. Requests fail before they are done, and answers are lost after.
import type {ObjectStore} from '../../src/index.ts'

export interface Trouble {
  /** Before each request and, where it changed something, before its answer; throws to lose either. */
  readonly before?: (what: string) => Promise<void> | void
}

export function simulatedObjects(objects: Map<string, Uint8Array>, {before}: Trouble = {}): ObjectStore {
  return {
    async get(name) {
      await before?.('get')
      return objects.get(name)
    },
    async put(name, bytes, condition) {
      await before?.('put')
      const free = condition === 'any' || !objects.has(name)
      if (free) objects.set(name, Buffer.from(bytes))
      await before?.('answer')
      return free
    },
    async list(prefix) {
      await before?.('list')
      return [...objects.keys()].filter(name => name.startsWith(prefix))
    },
    async delete(name) {
      await before?.('delete')
      objects.delete(name)
    },
  }
}
