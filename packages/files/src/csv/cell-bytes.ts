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

/**
 * Dictionary entries as bytes with what follows the cell, made when they are first needed. Entry k is the first `lengths[k]`
 * bytes of `words` from word `starts[k]` on; a length of 0 says that it is not there yet.
 */
export interface CellBytes {
  readonly dictionary: readonly string[]
  starts: Uint32Array<ArrayBuffer>
  lengths: Uint32Array<ArrayBuffer>
  words: Uint32Array<ArrayBuffer>
  /** Words that are taken. */
  used: number
}

/** What follows a cell, and whether it is alone in its record. */
export interface CellStyle {
  readonly delimiter: string
  /** The delimiter, or the line end. */
  readonly ending: string
  readonly alone: boolean
}

const WORD = 4

export function createCellBytes(dictionary: readonly string[]): CellBytes {
  return {
    dictionary,
    starts: new Uint32Array(dictionary.length),
    lengths: new Uint32Array(dictionary.length),
    words: new Uint32Array(256),
    used: 0,
  }
}

/** Room for the entries that came to the dictionary since. */
export function keepUp(cells: CellBytes): void {
  const wanted = cells.dictionary.length
  if (wanted <= cells.starts.length) return
  const room = Math.max(wanted, 2 * cells.starts.length)
  cells.starts = enlarged(cells.starts, room)
  cells.lengths = enlarged(cells.lengths, room)
}

export function encodeEntry(cells: CellBytes, code: number, {delimiter, ending, alone}: CellStyle): void {
  const text = quoted(cells.dictionary[code]!, delimiter, alone) + ending
  const most = cells.used + Math.ceil((text.length * 3) / WORD) + 1
  if (most > cells.words.length) cells.words = enlarged(cells.words, Math.max(most, 2 * cells.words.length))
  const start = cells.used * WORD
  const length = putText(Buffer.from(cells.words.buffer), start, text) - start
  cells.starts[code] = cells.used
  cells.lengths[code] = length
  cells.used += Math.ceil(length / WORD)
}

function enlarged(array: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(length)
  larger.set(array)
  return larger
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
