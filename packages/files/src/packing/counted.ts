// Unpacked bytes, no more of them than allowed.
import {packingFault} from './faults.ts'

export interface Allowance {
  /** Of the packed file, for messages. */
  readonly name: string
  readonly mostBytes: number
  readonly signal: AbortSignal
}

/** The same bytes, of which there may be `mostBytes`; what goes wrong is the file's fault. */
export async function* counted(
  chunks: AsyncIterable<Buffer>,
  {
    name,
    mostBytes,
    signal,
  }: {readonly name: string; readonly mostBytes: number; readonly signal: AbortSignal},
): AsyncGenerator<Buffer> {
  let bytes = 0
  const iterator = chunks[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await iterator.next().catch((error: unknown) => {
        signal.throwIfAborted()
        throw packingFault.broken(name, error)
      })
      if (next.done === true) return
      bytes += next.value.length
      if (bytes > mostBytes) throw packingFault.tooLarge(name, mostBytes)
      yield next.value
    }
  } finally {
    await iterator.return?.(undefined)
  }
}
