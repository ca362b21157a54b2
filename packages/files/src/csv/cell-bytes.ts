// Texts as they stand in a CSV: in UTF-8, quoted only where a reader would otherwise take them for something else.

/**
 * Quotes go round a text with the delimiter, a quote, CR or LF in it, with a space or tab at either end, around `''` when
 * `alone` (a record of one empty cell would be a blank line), and around what would be taken for a byte order mark or `sep=`.
 */
export function quoted(text: string, delimiter: string, alone: boolean): string {
  if (text === '') return alone ? '""' : ''
  const first = text.charCodeAt(0)
  const last = text.charCodeAt(text.length - 1)
  const needed =
    first === 0x20 ||
    first === 0x09 ||
    first === 0xfeff ||
    last === 0x20 ||
    last === 0x09 ||
    text.includes('"') ||
    text.includes(delimiter) ||
    text.includes('\n') ||
    text.includes('\r') ||
    /^sep=/i.test(text)
  return needed ? `"${text.replaceAll('"', '""')}"` : text
}

/** Dictionary entries as bytes, made when they are first needed. Entry k is `arena[starts[k]] … arena[ends[k] - 1]`. */
export interface CellBytes {
  readonly dictionary: readonly string[]
  readonly starts: Uint32Array<ArrayBuffer>
  readonly ends: Uint32Array<ArrayBuffer>
  arena: Buffer
  used: number
}

export function createCellBytes(dictionary: readonly string[]): CellBytes {
  return {
    dictionary,
    starts: new Uint32Array(dictionary.length).fill(NOT_YET),
    ends: new Uint32Array(dictionary.length),
    arena: Buffer.allocUnsafe(1024),
    used: 0,
  }
}

export const NOT_YET = 0xffffffff

export function encodeEntry(cells: CellBytes, code: number, delimiter: string, alone: boolean): void {
  const text = quoted(cells.dictionary[code]!, delimiter, alone)
  const most = cells.used + text.length * 3
  if (most > cells.arena.length) {
    const larger = Buffer.allocUnsafe(Math.max(most, cells.arena.length * 2))
    cells.arena.copy(larger, 0, 0, cells.used)
    cells.arena = larger
  }
  cells.starts[code] = cells.used
  cells.used = putText(cells.arena, cells.used, text)
  cells.ends[code] = cells.used
}

/** Writes `text` at `at` in UTF-8, and returns where it ends; there must be room for three bytes a character. */
export function putText(target: Buffer, at: number, text: string): number {
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i)
    if (char > 0x7f) return at + target.write(text, at, 'utf8')
    target[at + i] = char
  }
  return at + text.length
}
