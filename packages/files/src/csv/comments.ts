// Lines before the header that begin with `#`: remarks, or the header itself.
import {HASH, LF} from './bytes.ts'
import {readRecord} from './record.ts'

/** Where the header begins, and how many lines of remarks stand before it. Undefined when what decides lies beyond `end`. */
export function skipComments(
  bytes: Buffer,
  from: number,
  end: number,
  {delimiterAt, atEnd}: {readonly delimiterAt: (from: number) => number; readonly atEnd: boolean},
): {readonly from: number; readonly lines: number} | undefined {
  let next = from
  let last = from
  let lines = 0
  while (next < end && bytes[next] === HASH) {
    const stop = bytes.indexOf(LF, next)
    if (stop < 0 || stop >= end) return atEnd ? {from, lines: 0} : undefined
    last = next
    next = stop + 1
    lines++
  }
  if (lines === 0) return {from, lines}
  if (next >= end) return atEnd ? {from, lines: 0} : undefined
  return isHeader(bytes, last, next, end, delimiterAt(next))
    ? {from: last, lines: lines - 1}
    : {from: next, lines}
}

/** As wide as the line below, which holds a number or nothing in some cell, and so is none. */
function isHeader(bytes: Buffer, from: number, next: number, end: number, delimiter: number): boolean {
  const header = readRecord(bytes, from, next, delimiter)
  const row = readRecord(bytes, next, end, delimiter)
  if ('broken' in header || 'broken' in row) return false
  const same = header.cells.length === row.cells.length && row.cells.length > 1
  return same && row.cells.some(cell => /^\s*(?:[-+]?[\d.,]+%?)?\s*$/.test(cell.toString('latin1')))
}
