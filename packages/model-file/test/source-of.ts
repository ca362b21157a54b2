// Bytes in memory in place of a file.
import type {Source} from '../src/source.ts'

export function sourceOf(bytes: Uint8Array): Source {
  return {
    path: 'm.infer',
    bytes: bytes.length,
    async read(at, count) {
      if (at < 0 || at + count > bytes.length) throw new Error(`read ${count} at ${at} of ${bytes.length}`)
      return bytes.slice(at, at + count)
    },
  }
}
