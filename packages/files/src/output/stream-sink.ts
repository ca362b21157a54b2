// Standard output, or any stream of the caller's: written to with backpressure, never ended by us.
import type {Writable} from 'node:stream'
import {codeOf, errnoOf} from '../system-error.ts'
import {outputFault, writeFault} from './faults.ts'
import type {Sink} from './sink.ts'

/** A write that waits for the stream's reader ends with the signal's reason when `signal` is aborted. */
export function openStreamSink(stream: Writable, signal: AbortSignal, name = 'the output stream'): Sink {
  let bytes = 0
  let ended = false
  // Without a listener a stream's error would end the process; each write hears of it by its callback.
  const heard = () => undefined
  stream.on('error', heard)
  // An error is told a turn after the callback of the write it struck.
  const leave = () => void setImmediate(() => stream.off('error', heard))
  return {
    name,
    get ended() {
      return ended
    },
    async write(chunk) {
      if (ended) return
      try {
        await written(stream, chunk, signal)
      } catch (error) {
        if (errnoOf(error) !== 'EPIPE') throw streamFault(error, name)
        ended = true
      }
      bytes += chunk.length
    },
    async finish() {
      leave()
      return bytes
    },
    commit: async () => undefined,
    takeBack: async () => undefined,
    abort: async () => leave(),
  }
}

const CLOSED: Record<string, string> = {
  ERR_STREAM_DESTROYED: 'the stream was destroyed',
  ERR_STREAM_PREMATURE_CLOSE: 'the stream was closed',
  ERR_STREAM_WRITE_AFTER_END: 'the stream was ended',
}

function streamFault(error: unknown, name: string): unknown {
  const reason = CLOSED[codeOf(error) ?? '']
  return reason === undefined ? outputFault(error, name) : writeFault(reason, name, error)
}

async function written(stream: Writable, chunk: Uint8Array, signal: AbortSignal): Promise<void> {
  const {promise, resolve, reject} = Promise.withResolvers<void>()
  const stop = (): void => reject(signal.reason)
  // A stream that is destroyed while it waits for its reader calls no one back.
  const gone = (): void =>
    reject(stream.errored ?? Object.assign(new Error('closed'), {code: 'ERR_STREAM_DESTROYED'}))
  signal.addEventListener('abort', stop, {once: true})
  stream.once('close', gone)
  stream.write(chunk, error => (error ? reject(error) : resolve()))
  try {
    await promise
  } finally {
    signal.removeEventListener('abort', stop)
    stream.off('close', gone)
  }
}
