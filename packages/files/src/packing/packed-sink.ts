// A sink that packs what it is given on the way to another.
import {createGzip, createZstdCompress} from 'node:zlib'
import type {Packing} from '@inferloop/contract'
import type {Sink} from '../output/sink.ts'
import {openZip} from './zip-writer.ts'

/** `name` is that of the file within a zip archive. What has been packed is out when `finish` is called. */
export function packedSink(sink: Sink, packing: Packing, name: string): Sink {
  const {write, end} = packing === 'zip' ? zipped(sink, name) : squeezed(sink, packing)
  const {partial: _, ...rest} = sink
  return {
    ...rest,
    get ended() {
      return sink.ended
    },
    write,
    async finish() {
      await end()
      return sink.finish()
    },
  }
}

interface Packer {
  write(bytes: Uint8Array): Promise<void>
  end(): Promise<void>
}

function zipped(sink: Sink, name: string): Packer {
  const zip = openZip(sink)
  const file = zip.stream(name)
  return {
    write: bytes => file.write(bytes),
    async end() {
      await file.end()
      await zip.end()
    },
  }
}

function squeezed(sink: Sink, packing: 'gzip' | 'zstd'): Packer {
  const stream = packing === 'gzip' ? createGzip() : createZstdCompress()
  const written = (async () => {
    for await (const chunk of stream) await sink.write(chunk as Buffer)
  })()
  // Told to whoever writes or ends.
  written.catch(() => undefined)
  const failed = written.then(() => new Promise<never>(() => undefined))
  failed.catch(() => undefined)
  return {
    write(bytes) {
      // Each write is waited for: where the end overtakes it, zstd packs otherwise. The caller's bytes may change once this returns.
      const taken = new Promise<void>((resolve, reject) => {
        stream.write(Buffer.from(bytes), error => (error ? reject(error) : resolve()))
      })
      return Promise.race([taken, failed])
    },
    async end() {
      stream.end()
      await written
    },
  }
}
