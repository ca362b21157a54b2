// Standard output, or any stream of the caller's: written to with backpressure, never ended by us.
import type {Writable} from 'node:stream'
import {errnoOf} from '../system-error.ts'
import type {Sink} from './sink.ts'

/** A write that waits for the stream's reader ends with the signal's reason when `signal` is aborted. */
export function openStreamSink(stream: Writable, signal: AbortSignal): Sink {
  let bytes = 0
  let ended = false
  // Without a listener a stream's error would end the process; each write hears of it by its callback.
  stream.on('error', () => undefined)
  return {
    name: 'the output stream',
    get ended() {
      return ended
    },
    async write(chunk) {
      if (ended) return
      try {
        await written(stream, chunk, signal)
      } catch (error) {
        if (errnoOf(error) !== 'EPIPE') throw error
        ended = true
      }
      bytes += chunk.length
    },
    commit: async () => bytes,
    abort: async () => undefined,
  }
}

async function written(stream: Writable, chunk: Uint8Array, signal: AbortSignal): Promise<void> {
  const {promise, resolve, reject} = Promise.withResolvers<void>()
  const stop = (): void => reject(signal.reason)
  signal.addEventListener('abort', stop, {once: true})
  stream.write(chunk, error => (error ? reject(error) : resolve()))
  try {
    await promise
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
