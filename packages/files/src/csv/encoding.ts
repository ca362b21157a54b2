// Byte order marks, and text in UTF-16 turned into UTF-8 on its way in.

export interface Encoding {
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be'
  /** Bytes of the byte order mark, 0 when there is none. */
  readonly mark: number
}

/** By the byte order mark; UTF-8 without one (cells that are not valid UTF-8 are seen to at the end). */
export function encodingOf(head: Buffer): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return {name: 'utf-16le', mark: 2}
  if (head[0] === 0xfe && head[1] === 0xff) return {name: 'utf-16be', mark: 2}
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return {name: 'utf-8', mark: 3}
  return {name: 'utf-8', mark: 0}
}

/** The chunks without the byte order mark, in UTF-8. */
export async function* toUtf8(chunks: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Buffer> {
  if (encoding.name !== 'utf-8') {
    const decoder = new TextDecoder(encoding.name)
    for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, {stream: true}))
    const rest = decoder.decode()
    if (rest !== '') yield Buffer.from(rest)
    return
  }
  let skip = encoding.mark
  for await (const chunk of chunks) {
    const skipped = Math.min(skip, chunk.length)
    skip -= skipped
    yield skipped === 0 ? chunk : chunk.subarray(skipped)
  }
}
