// A table from a file or a stream, whatever its format.
import {InferError, type Progress, type SourceTable} from '@inferloop/contract'
import {readCsv} from './csv/read-csv.ts'
import {formatOfPath, PARQUET_MAGIC} from './format.ts'
import {openInput, type TableInput} from './input.ts'
import {readParquet} from './parquet/read-parquet.ts'

export interface ReadOptions {
  readonly signal: AbortSignal
  /** CSV: one ASCII character, or `tab`; found from the structure by default. */
  readonly delimiter?: string
  /** Threads the Parquet reader may use; its own choice by default. Only the first call in a process can set it. */
  readonly threads?: number
  /** Called after every chunk with the bytes read; `total` is 0 when the size is not known, as on a pipe. */
  readonly progress?: (event: Progress) => void
}

/**
 * Parquet is known by its first four bytes, whatever the name; everything else is read as CSV with its kin, unless the name
 * says otherwise. CSV comes as text columns, cells as they stand; Parquet with its types (docs/files.md).
 *
 * @throws InferError INFER_FILE_*, INFER_CSV_*, INFER_PARQUET_DAMAGED, INFER_TABLE_NO_ROWS, INFER_TABLE_ONE_ROW, INFER_OPTION;
 * the signal's reason when it is aborted
 */
export async function readTable(from: TableInput, options: ReadOptions): Promise<SourceTable> {
  options.signal.throwIfAborted()
  const input = await openInput(from, options.signal)
  try {
    const isParquet =
      input.head.toString('latin1', 0, 4) === PARQUET_MAGIC ||
      (input.head.length > 0 && formatOfPath(input.name) === 'parquet')
    const foreign = isParquet ? undefined : foreignFormat(input.name)
    if (foreign !== undefined) throw foreign
    const table = isParquet ? await readParquet(input, options) : await readCsv(input, options)
    options.signal.throwIfAborted()
    if (table.rows < 2) throw tooFewRows(table, input.name)
    return table
  } catch (error) {
    options.signal.throwIfAborted()
    throw error
  } finally {
    await input.close()
  }
}

const FOREIGN =
  /\.(jsonl?|ndjson|xlsx?|ods|arrow|feather|avro|orc|sqlite3?|db|xml|html?|zip|gz|bz2|zst|7z|pdf)$/i

function foreignFormat(name: string): InferError | undefined {
  const ending = FOREIGN.exec(name)?.[0]
  if (ending === undefined) return undefined
  return new InferError('INFER_FILE_FORMAT', {
    message: `${name} ends in ${ending}; only CSV (.csv, .tsv, .txt) and Parquet (.parquet) are read.`,
    suggestions: ['export the table as CSV in UTF-8, or as Parquet'],
  })
}

function tooFewRows(table: SourceTable, name: string): InferError {
  const columns = `${table.columns.length} column${table.columns.length === 1 ? '' : 's'}`
  return table.rows === 0
    ? new InferError('INFER_TABLE_NO_ROWS', {
        message: `${name} has ${columns} but no rows.`,
        suggestions: ['give a table of at least two rows'],
      })
    : new InferError('INFER_TABLE_ONE_ROW', {
        message: `${name} has one row; a table made like it could only repeat it.`,
        suggestions: ['give a table of at least two rows'],
      })
}
