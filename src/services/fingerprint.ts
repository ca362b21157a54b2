// Tells one training table from another.
import {createHash} from 'node:crypto'
import type {SourceTable} from '@inferloop/contract'

/**
 * SHA-256, as 64 hex digits, over the names, types and cells of a table, column by column: distinct texts in the order of their
 * first row and the codes, or the numbers. The same table under another file name, or with other quotes, has the same one.
 */
export function fingerprint({rows, columns}: SourceTable): string {
  const hash = createHash('sha256').update(`${rows}\n`)
  for (const column of columns) {
    const physical = 'physical' in column ? column.physical : ''
    hash.update(`${JSON.stringify([column.name, column.type, physical])}\n`)
    if (column.type === 'text') hash.update(JSON.stringify(column.dictionary)).update(column.codes)
    else hash.update(column.values)
  }
  return hash.digest('hex')
}
