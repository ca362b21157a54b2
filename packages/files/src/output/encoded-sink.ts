// A sink that writes UTF-8 in the encoding of the source.
import type {SourceFormat} from '@inferloop/contract'
import type {Sink} from './sink.ts'

/** What stands in place of a character that windows-1252 does not have. */
const UNKNOWN = 0x3f

/** Each call of `write` is given whole characters of UTF-8. */
export function encodedSink(
  sink: Pick<Sink, 'write'>,
  encoding: SourceFormat['encoding'],
): Pick<Sink, 'write'> {
  if (encoding === undefined || encoding === 'utf-8') return sink
  return {
    write(bytes) {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
      if (encoding === 'windows-1252') return sink.write(inWindows1252(text))
      const encoded = Buffer.from(text, 'utf16le')
      return sink.write(encoding === 'utf-16be' ? encoded.swap16() : encoded)
    },
  }
}

const CODES = new Map(
  Array.from(
    {length: 256},
    (_, byte) => [new TextDecoder('windows-1252').decode(Uint8Array.of(byte)), byte] as const,
  ),
)

/** Whether all characters can be written in windows-1252. */
export function fitsWindows1252(text: string): boolean {
  for (const char of text) if (!CODES.has(char)) return false
  return true
}

const inWindows1252 = (text: string): Buffer =>
  Buffer.from(Array.from(text, char => CODES.get(char) ?? UNKNOWN))
