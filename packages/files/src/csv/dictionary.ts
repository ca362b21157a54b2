// The distinct cells of a column as texts: UTF-8, and windows-1252 for the cells that are not valid UTF-8.
import {isAscii, isUtf8} from 'node:buffer'
import type {TextSource} from '@inferloop/contract'
import type {Interner} from './interner.ts'

const BLOCK_BYTES = 65_536
const windows1252 = new TextDecoder('windows-1252')

/** The text of one cell, and whether it had to be read as windows-1252. */
export function decodeCell(bytes: Buffer): {text: string; fallback: boolean} {
  return isUtf8(bytes)
    ? {text: bytes.toString('utf8'), fallback: false}
    : {text: windows1252.decode(bytes), fallback: true}
}

/** The finished column of `rows` rows, and whether any of its cells was read as windows-1252. */
export function finishColumn(
  column: Interner,
  name: string,
  rows: number,
): {column: TextSource; fallback: boolean} {
  const {texts, fallback} = decodeTexts(column)
  const codes = column.codes.length === rows ? column.codes : column.codes.slice(0, rows)
  return {column: {type: 'text', name, codes, dictionary: fallback ? merged(texts, codes) : texts}, fallback}
}

/** Blocks of texts are decoded at once and cut at the NULs between them: three times as fast as one by one. */
function decodeTexts(column: Interner): {texts: string[]; fallback: boolean} {
  const {starts, count} = column
  const arena = Buffer.from(column.arena.buffer)
  let texts: string[] = []
  let fallback = false
  for (let first = 0; first < count; ) {
    let last = first + 1
    while (last < count && starts[last + 1]! - starts[first]! <= BLOCK_BYTES) last++
    const block = arena.subarray(starts[first], starts[last]! - 1)
    let cells: string[] | undefined
    if (isUtf8(block)) {
      const text = block.toString(isAscii(block) ? 'latin1' : 'utf8')
      cells = text.split('\0')
    }
    // A NUL within a text (only Parquet has such) would be taken for the end of one.
    if (cells?.length === last - first) {
      if (first === 0) texts = cells
      else for (const cell of cells) texts.push(cell)
    } else {
      for (let code = first; code < last; code++) {
        const cell = decodeCell(arena.subarray(starts[code], starts[code + 1]! - 1))
        fallback ||= cell.fallback
        texts.push(cell.text)
      }
    }
    first = last
  }
  return {texts, fallback}
}

/** One text may have stood in both encodings: then the later code gives way to the earlier. Changes `codes`. */
function merged(texts: readonly string[], codes: Uint32Array): string[] {
  const places = new Map<string, number>()
  const place = Uint32Array.from(texts, text => {
    const known = places.get(text)
    if (known !== undefined) return known
    places.set(text, places.size)
    return places.size - 1
  })
  if (places.size < texts.length) for (let i = 0; i < codes.length; i++) codes[i] = place[codes[i]!]!
  return [...places.keys()]
}
