// Several batches of one table as one: a data frame of many rows costs polars little more than one of few.
import type {SourceColumn, SourceTable, TextSource} from '@inferloop/contract'

/** The rows of `batches` one after the other; their columns are of the same names and types. */
export function joinBatches(batches: readonly SourceTable[]): SourceTable {
  const first = batches[0]!
  if (batches.length === 1) return first
  const rows = batches.reduce((sum, batch) => sum + batch.rows, 0)
  const columns = first.columns.map((_, i) =>
    joinColumns(
      batches.map(batch => batch.columns[i]!),
      rows,
    ),
  )
  return {rows, columns, source: first.source}
}

function joinColumns(parts: readonly SourceColumn[], rows: number): SourceColumn {
  const first = parts[0]!
  if (first.type === 'text') {
    return joinTexts(
      parts.filter(part => part.type === 'text'),
      rows,
    )
  }
  if (first.type === 'boolean') {
    const values = new Uint8Array(rows)
    fill(values, parts)
    return {...first, values}
  }
  const values = new Float64Array(rows)
  fill(values, parts)
  return {...first, values}
}

function fill(values: Uint8Array | Float64Array, parts: readonly SourceColumn[]): void {
  let at = 0
  for (const part of parts) {
    if (part.type === 'text') throw new Error(`column ${part.name} changed its type between batches`)
    values.set(part.values, at)
    at += part.values.length
  }
}

/** A dictionary met again is not repeated; texts that stand in two dictionaries may stand twice in the joined one. */
function joinTexts(parts: readonly TextSource[], rows: number): TextSource {
  const codes = new Uint32Array(rows)
  const offsets = new Map<readonly string[], number>()
  let size = 0
  let at = 0
  for (const part of parts) {
    const offset = offsets.get(part.dictionary) ?? size
    if (!offsets.has(part.dictionary)) {
      offsets.set(part.dictionary, size)
      size += part.dictionary.length
    }
    for (const code of part.codes) codes[at++] = code + offset
  }
  return {...parts[0]!, codes, dictionary: [...offsets.keys()].flat()}
}
