// A named pipe: opened and written to without ever blocking a thread, so that waiting for its reader can be interrupted.
import {constants} from 'node:fs'
import {Socket} from 'node:net'
import {setTimeout as later} from 'node:timers/promises'
import {openDescriptor} from '../open-descriptor.ts'
import {errnoOf} from '../system-error.ts'
import {outputFault} from './faults.ts'
import type {Sink} from './sink.ts'
import {openStreamSink} from './stream-sink.ts'

/** How often it is looked whether somebody reads: the system tells it only by whether a pipe can be opened. */
const ASK_AGAIN_MS = 25

/** @throws InferError INFER_OUTPUT_UNWRITABLE; the signal's reason when it is aborted before anybody reads */
export async function openPipeSink(path: string, signal: AbortSignal): Promise<Sink> {
  const fd = await openForReader(path, signal)
  const socket = new Socket({fd, readable: false, writable: true})
  const sink = openStreamSink(socket, signal, path)
  return {
    ...sink,
    get ended() {
      return sink.ended
    },
    async finish() {
      const bytes = await sink.finish()
      // A reader that left has closed it already.
      if (socket.closed || socket.destroyed) return bytes
      await new Promise<void>(resolve => {
        socket.once('close', () => resolve())
        socket.end()
      })
      return bytes
    },
    async abort() {
      await sink.abort()
      socket.destroy()
    },
  }
}

/** A file descriptor of ours, which the socket closes. */
async function openForReader(path: string, signal: AbortSignal): Promise<number> {
  const {O_WRONLY, O_NONBLOCK} = constants
  for (;;) {
    signal.throwIfAborted()
    try {
      return await openDescriptor(path, O_WRONLY | O_NONBLOCK)
    } catch (error) {
      if (errnoOf(error) !== 'ENXIO') throw outputFault(error, path)
    }
    await later(ASK_AGAIN_MS)
  }
}
