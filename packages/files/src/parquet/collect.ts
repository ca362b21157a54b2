// All bytes of an input, for readers that need the end first.
import type {ByteInput} from '../input.ts'

export async function collect(input: ByteInput, signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of input.chunks) {
    signal.throwIfAborted()
    chunks.push(Buffer.from(chunk))
  }
  return Buffer.concat(chunks)
}
