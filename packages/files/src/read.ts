// A table from a file, a folder of parts or a stream, whatever its format.
import {stat} from 'node:fs/promises'
import {InferError, type Progress, type SourceTable, type TableFormat} from '@inferloop/contract'
import {readArrow} from './arrow/read-arrow.ts'
import {readCsv} from './csv/read-csv.ts'
import {readFolder} from './folder/read-folder.ts'
import {ARROW_MAGIC, formatOfPath, PARQUET_MAGIC} from './format.ts'
import {type ByteInput, openInput, type TableInput} from './input.ts'
import {readJson} from './json/read-json.ts'
import {MOST_UNPACKED, unpacked} from './packing/unpack.ts'
import {readParquet} from './parquet/read-parquet.ts'
import {type RowSample, rowSample} from './sample/row-sample.ts'
import {sampled} from './sample/take-rows.ts'

export interface ReadOptions {
  readonly signal: AbortSignal
  /** CSV: one ASCII character, or `tab`; found from the structure by default. */
  readonly delimiter?: string
  /** Threads the Parquet reader may use; its own choice by default. Only the first call in a process can set it. */
  readonly threads?: number
  /** Bytes that a packed file, and Parquet's cells, may unpack to; 32 GiB by default. */
  readonly mostUnpacked?: number
  /** At most so many rows are held, a uniform sample that `seed` decides; without `rows` as many as memory has room for. All by default. */
  readonly sample?: {readonly rows?: number | undefined; readonly seed: number}
  /** Excel: name of the sheet; the first with cells that is not hidden by default. */
  readonly sheet?: string
  /** A `sheet` is for those of several inputs that are workbooks: others are read all the same. */
  readonly onlyWorkbooksHaveSheets?: boolean
  /** Told what was chosen where there was a choice. */
  readonly log?: (line: string) => void
  /** Called after every chunk with the bytes read; `total` is 0 when the size is not known, as on a pipe. */
  readonly progress?: (event: Progress) => void
}

/**
 * Packed files, Parquet, Arrow and Excel are known by their first bytes, whatever the name; JSON by its name, or by its first characters where the name does not
 * say; everything else is read as CSV with its kin. The tables in a folder are parts of one. CSV comes as text columns, cells as they stand; the others with their types (docs/files.md).
 *
 * @throws InferError INFER_FILE_*, INFER_CSV_*, INFER_JSON_SYNTAX, INFER_PARQUET_DAMAGED, INFER_ARROW_DAMAGED, INFER_PACKING_DAMAGED, INFER_TOO_LARGE,
 * INFER_TABLE_NO_ROWS, INFER_TABLE_ONE_ROW, INFER_OPTION where a sheet is named that is not there; the signal's reason when it is aborted
 */
export async function readTable(from: TableInput, options: ReadOptions): Promise<SourceTable> {
  options.signal.throwIfAborted()
  const name = 'path' in from ? from.path : from.name
  const {sample} = options
  const wanted = sample && {most: sample.rows ?? Number.POSITIVE_INFINITY, seed: sample.seed}
  const isFolder = 'path' in from && (await stat(from.path).catch(() => undefined))?.isDirectory() === true
  const table = isFolder
    ? await readFolder(from.path, (path, ofPart) => readFile({path}, options, ofPart), wanted)
    : await readFile(from, options, wanted && rowSample(wanted))
  if (table.rows < 2) throw tooFewRows(table, name)
  return table
}

/** However few rows. */
async function readFile(
  from: TableInput,
  options: ReadOptions,
  sample: RowSample | undefined,
): Promise<SourceTable> {
  const {signal, mostUnpacked: mostBytes = MOST_UNPACKED} = options
  const input = await openInput(from, signal)
  let opened = input
  try {
    const {input: plain, packing, workbook} = await unpacked(input, mostBytes, signal)
    opened = plain
    const format = workbook === true ? 'excel' : formatOf(plain)
    const read = await readAs(format, plain, {...options, mostBytes, sample})
    signal.throwIfAborted()
    return packing === undefined ? read : {...read, source: {...read.source, packing}}
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    await opened.close()
  }
}

type Opened = Omit<ReadOptions, 'sample'> & {
  readonly mostBytes: number
  readonly sample: RowSample | undefined
}

async function readAs(format: TableFormat, input: ByteInput, options: Opened): Promise<SourceTable> {
  const {sample, sheet, onlyWorkbooksHaveSheets} = options
  if (sheet !== undefined && format !== 'excel' && onlyWorkbooksHaveSheets !== true)
    throw noSheets(input.name, 'has')
  switch (format) {
    case 'parquet': {
      const table = await readParquet(input, options)
      return table.sampledFrom === undefined ? sampled(table, sample) : table
    }
    case 'arrow':
      return sampled(await readArrow(input, options), sample)
    case 'excel':
      return sampled(await (await import('./excel/read-excel.ts')).readExcel(input, options), sample)
    case 'json':
    case 'ndjson':
      return readJson(input, options)
    default:
      return readCsv(input, options)
  }
}

function formatOf({name, head}: ByteInput): TableFormat {
  const start = head.toString('latin1')
  if (start.startsWith(PARQUET_MAGIC)) return 'parquet'
  if (start.startsWith(ARROW_MAGIC)) return 'arrow'
  const foreign = foreignFormat(name)
  if (foreign !== undefined) throw foreign
  const said = formatOfPath(name)
  // A name does not make a workbook of what is none.
  if (said === 'excel' || (said === undefined && looksLikeJson(start)))
    return said === 'excel' ? 'csv' : 'json'
  return head.length === 0 ? 'csv' : (said ?? 'csv')
}

/** A list of objects, or an object with a key, after a byte order mark or white space. */
const looksLikeJson = (start: string): boolean => /^(?:\xef\xbb\xbf)?\s*(?:\[\s*\{|\{\s*")/.test(start)

const FOREIGN = /\.(xls|xlsm|xlsb|ods|numbers|avro|orc|sqlite3?|db|xml|html?|bz2|xz|7z|rar|tar|pdf)$/i

function foreignFormat(name: string): InferError | undefined {
  const ending = FOREIGN.exec(name)?.[0]
  if (ending === undefined) return undefined
  return new InferError('INFER_FILE_FORMAT', {
    message: `${name} ends in ${ending}; CSV, Parquet, JSON, NDJSON, Arrow and Excel (.xlsx) are read, also packed (.gz, .zst, .zip).`,
    suggestions: ['export the table as CSV in UTF-8, or as Parquet'],
  })
}

/** A sheet was named of what is no workbook. */
export function noSheets(name: string, verb: 'has' | 'have'): InferError {
  return new InferError('INFER_OPTION', {
    message: `${name} ${verb} no sheets: only Excel workbooks have.`,
    suggestions: ['leave out --sheet'],
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
