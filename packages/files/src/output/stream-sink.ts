// Standard output, or any stream of the caller's: written to with backpressure, never ended by us.
import type {Writable} from 'node:stream'
import {errnoOf} from '../system-error.ts'
import type {Sink} from './sink.ts'

export function openStreamSink(stream: Writable): Sink {
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
        await new Promise<void>((resolve, reject) => {
          stream.write(chunk, error => (error ? reject(error) : resolve()))
        })
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
