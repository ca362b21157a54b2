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
    if (column.type === 'text') {
      for (const part of jsonParts(column.dictionary)) hash.update(part)
      hash.update(column.codes)
    } else hash.update(column.values)
  }
  return hash.digest('hex')
}

/** A list of texts as JSON, in parts: whole it may be longer than a string can be (512 MiB). */
function* jsonParts(texts: readonly string[]): Generator<string> {
  let part = '['
  for (const [i, text] of texts.entries()) {
    part += (i === 0 ? '' : ',') + JSON.stringify(text)
    if (part.length < PART) continue
    yield part
    part = ''
  }
  yield `${part}]`
}

const PART = 1 << 20
