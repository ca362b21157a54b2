// Which format a file has: by the ending of its name, and by its first bytes.
import type {TableFormat} from '@inferloop/contract'
import {packingOfPath} from './packing/packing.ts'

const ENDINGS: Record<string, TableFormat> = {
  csv: 'csv',
  tsv: 'csv',
  tab: 'csv',
  txt: 'csv',
  psv: 'csv',
  parquet: 'parquet',
  pq: 'parquet',
  json: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  arrow: 'arrow',
  feather: 'arrow',
  ipc: 'arrow',
  xlsx: 'excel',
}

/**
 * By the ending, whatever its case: csv, tsv, tab, psv, txt; parquet, pq; json; ndjson, jsonl; arrow, feather, ipc; xlsx; before .gz, .zst or .zip where it is
 * packed. Undefined for any other.
 */
export function formatOfPath(path: string): TableFormat | undefined {
  const ending = /\.([^./\\]+)$/.exec(packingOfPath(path).inner)?.[1]?.toLowerCase()
  return ending === undefined ? undefined : ENDINGS[ending]
}

export const PARQUET_MAGIC = 'PAR1'
export const ARROW_MAGIC = 'ARROW1'

/** What some kinds of file begin with that are often mistaken for tables. */
const MAGICS: readonly [bytes: string, kind: string][] = [
  ['PK\x03\x04', 'a zip archive'],
  ['\xd0\xcf\x11\xe0', 'an old Excel workbook'],
  ['\x1f\x8b', 'a gzip archive'],
  ['\x28\xb5\x2f\xfd', 'a zstd archive'],
  ['BZh91AY&SY', 'a bzip2 archive'],
  ['7z\xbc\xaf', 'a 7-Zip archive'],
  ['%PDF-', 'a PDF document'],
  ['SQLite format 3\0', 'an SQLite database'],
  ['Obj\x01', 'an Avro file'],
  ['\x89PNG', 'an image'],
  ['\xff\xd8\xff', 'an image'],
]

/** In words, the kind of file that begins so; undefined when it is none of those known. */
export function kindOfBytes(head: Buffer): string | undefined {
  const start = head.toString('latin1', 0, 32)
  return MAGICS.find(([bytes]) => start.startsWith(bytes))?.[1]
}
