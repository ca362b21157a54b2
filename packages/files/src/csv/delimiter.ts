// Finds the delimiter from the structure: the one that cuts the header and the rows below it into equally many cells.
import {InferError} from '@inferloop/contract'
import {LF} from './bytes.ts'
import {readRecord} from './record.ts'

const CANDIDATES = [',', ';', '\t', '|'] as const
const MOST_RECORDS = 200

/**
 * The best candidate for the records in `bytes[from … end - 1]`: first by the share of the rows (of at most 200) that have as
 * many cells as the header, then by the count of cells, then the one usual for the file's ending, `,` `;` tab `|`.
 * `complete` says that no record is cut off at the end. A header of one cell under every candidate is a table of one column.
 */
export function findDelimiter(
  bytes: Buffer,
  from: number,
  end: number,
  complete: boolean,
  name: string,
): string {
  const usual = /\.(tsv|tab)$/i.test(name) ? '\t' : /\.psv$/i.test(name) ? '|' : ','
  let best = {delimiter: usual as string, share: 0, width: 1}
  for (const delimiter of new Set([usual, ...CANDIDATES])) {
    const {share, width} = judge(bytes, from, end, complete, delimiter.charCodeAt(0))
    if (width < 2) continue
    if (share > best.share || (share === best.share && width > best.width)) best = {delimiter, share, width}
  }
  return best.delimiter
}

function judge(
  bytes: Buffer,
  from: number,
  end: number,
  complete: boolean,
  delimiter: number,
): {share: number; width: number} {
  let width = 0
  let fitting = 0
  let records = 0
  for (let p = from; p < end && records < MOST_RECORDS; ) {
    const record = readRecord(bytes, p, end, delimiter)
    if ('broken' in record) {
      if (record.broken === 'after-quote' || complete) records++
      break
    }
    if (record.next >= end && !complete && bytes[end - 1] !== LF && width > 0) break
    p = record.next
    if (record.cells.length === 0) continue
    if (width === 0) width = record.cells.length
    records++
    if (record.cells.length === width) fitting++
  }
  return {share: records === 0 ? 0 : fitting / records, width}
}

/** The byte of a delimiter somebody asked for; `\t` and `tab` stand for the tab. @throws InferError INFER_OPTION */
export function delimiterByte(delimiter: string): number {
  const char = delimiter === '\\t' || delimiter === 'tab' ? '\t' : delimiter
  const byte = char.charCodeAt(0)
  if (char.length !== 1 || byte > 127 || char === '"' || char === '\n' || char === '\r' || byte === 0) {
    throw new InferError('INFER_OPTION', {
      message: `delimiter: should be one ASCII character other than a quote or a line end, was ${JSON.stringify(delimiter)}.`,
      suggestions: ["delimiter: ';'", "delimiter: 'tab'"],
    })
  }
  return byte
}
