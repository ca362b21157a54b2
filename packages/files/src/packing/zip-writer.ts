// A zip archive, written as its files come.
import {once} from 'node:events'
import {PassThrough} from 'node:stream'
import {ZipFile} from 'yazl'
import type {Sink} from '../output/sink.ts'

export interface ZipWriter {
  /** A file that is written part by part, one at a time. */
  stream(name: string): {write(part: string | Uint8Array): Promise<void>; end(): Promise<void>}
  add(name: string, text: string): Promise<void>
  end(): Promise<void>
}

/** The same bytes whenever it is written: the first moment that zip can tell. */
const MOMENT = {mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true}

export function openZip(sink: Pick<Sink, 'write'>): ZipWriter {
  const zip = new ZipFile()
  const written = (async () => {
    for await (const chunk of zip.outputStream) await sink.write(chunk as Buffer)
  })()
  // Told to whoever writes or ends; until then it is no unhandled rejection.
  written.catch(() => undefined)
  const orFailed = <T>(work: Promise<T>): Promise<T> =>
    Promise.race([work, written.then(() => new Promise<never>(() => undefined))])
  return {
    stream(name) {
      const into = new PassThrough()
      zip.addReadStream(into, name, MOMENT)
      return {
        async write(part) {
          // Bytes may change once this returns.
          if (!into.write(typeof part === 'string' ? part : Buffer.from(part)))
            await orFailed(once(into, 'drain'))
        },
        async end() {
          into.end()
        },
      }
    },
    async add(name, text) {
      zip.addBuffer(Buffer.from(text), name, MOMENT)
    },
    async end() {
      zip.end()
      await written
    },
  }
}
