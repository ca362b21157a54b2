// A device (`/dev/null`, a terminal): written to as it is, for renaming onto it would remove it.
import {open} from 'node:fs/promises'
import {errnoOf} from '../system-error.ts'
import {outputFault} from './faults.ts'
import type {Sink} from './sink.ts'

/** @throws InferError INFER_OUTPUT_UNWRITABLE, INFER_WRITE_FAILED */
export async function openDeviceSink(path: string): Promise<Sink> {
  const file = await open(path, 'w').catch(error => {
    throw outputFault(error, path)
  })
  let bytes = 0
  let ended = false
  let closed = false
  async function close(): Promise<void> {
    if (!closed) await file.close()
    closed = true
  }
  return {
    name: path,
    get ended() {
      return ended
    },
    async write(chunk) {
      for (let from = 0; from < chunk.length && !ended; ) {
        try {
          from += (await file.write(chunk, from)).bytesWritten
        } catch (error) {
          if (errnoOf(error) !== 'EPIPE') throw outputFault(error, path)
          ended = true
        }
      }
      bytes += chunk.length
    },
    async finish() {
      await close()
      return bytes
    },
    commit: async () => undefined,
    takeBack: async () => undefined,
    abort: close,
  }
}
