// How much memory a row of an Arrow file takes before it is written.
import type {SourceTable} from '@inferloop/contract'

/**
 * The data frames, their join and the row group at hand: 2.1 to 2.7 times the cells, at 1,000,000 to 3,000,000 rows of four
 * numbers and two texts (nodejs-polars 0.25).
 */
const COPIES = 2

/** polars keeps texts of up to 12 bytes in their 16-byte views, and longer ones beside them. */
const SHORT_TEXT = 12

/** Bytes a row takes at most at one time, by the rows of `batch`; 0 for an empty one. */
export function rowBytes({rows, columns}: SourceTable): number {
  if (rows === 0) return 0
  let bytes = 0
  for (const column of columns) {
    if (column.type !== 'text') {
      bytes += 8 * rows
      continue
    }
    const beside = column.dictionary.map(text => (text.length > SHORT_TEXT ? text.length : 0))
    bytes += 16 * rows
    for (const code of column.codes) bytes += beside[code]!
  }
  return (COPIES * bytes) / rows
}
