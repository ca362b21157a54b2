// Which format a file has: by the ending of its name, and by its first bytes.

const ENDINGS: Record<string, 'csv' | 'parquet'> = {
  csv: 'csv',
  tsv: 'csv',
  tab: 'csv',
  txt: 'csv',
  psv: 'csv',
  parquet: 'parquet',
  pq: 'parquet',
}

/** By the ending, whatever its case: csv, tsv, tab, psv, txt; parquet, pq. Undefined for any other. */
export function formatOfPath(path: string): 'csv' | 'parquet' | undefined {
  const ending = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase()
  return ending === undefined ? undefined : ENDINGS[ending]
}

export const PARQUET_MAGIC = 'PAR1'

/** What some kinds of file begin with that are often mistaken for tables. */
const MAGICS: readonly [bytes: string, kind: string][] = [
  ['PK\x03\x04', 'a zip archive or an Excel or OpenDocument workbook'],
  ['\xd0\xcf\x11\xe0', 'an old Excel workbook'],
  ['\x1f\x8b', 'a gzip archive'],
  ['\x28\xb5\x2f\xfd', 'a zstd archive'],
  ['BZh91AY&SY', 'a bzip2 archive'],
  ['7z\xbc\xaf', 'a 7-Zip archive'],
  ['%PDF-', 'a PDF document'],
  ['SQLite format 3\0', 'an SQLite database'],
  ['ARROW1\0', 'an Arrow file'],
  ['Obj\x01', 'an Avro file'],
  ['\x89PNG', 'an image'],
  ['\xff\xd8\xff', 'an image'],
]

/** In words, the kind of file that begins so; undefined when it is none of those known. */
export function kindOfBytes(head: Buffer): string | undefined {
  const start = head.toString('latin1', 0, 32)
  return MAGICS.find(([bytes]) => start.startsWith(bytes))?.[1]
}
