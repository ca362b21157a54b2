// Ways for tests to make tables and look into them.
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {Readable} from 'node:stream'
import type {SourceTable, TextSource} from '@inferloop/contract'
import {readCsv} from '../src/csv/read-csv.ts'
import {openInput} from '../src/input.ts'

export const never = new AbortController().signal

/** The table in `content`, cut into chunks of `chunkBytes`; with the smallest sample, so that the cuts meet the scanner. */
export async function csvTable(
  content: string | Buffer,
  options: {delimiter?: string; chunkBytes?: number; sampleBytes?: number; name?: string} = {},
): Promise<SourceTable> {
  const bytes = Buffer.from(content)
  const step = options.chunkBytes ?? Math.max(1, bytes.length)
  const chunks: Buffer[] = []
  for (let i = 0; i < bytes.length; i += step) chunks.push(bytes.subarray(i, i + step))
  const input = await openInput({stream: Readable.from(chunks), name: options.name ?? 'data.csv'}, never)
  return readCsv(input, {signal: never, ...options})
}

/** Names and, for each row, the cells as texts (numbers and truth values of typed columns as they are). */
export function cellsOf(table: SourceTable): {names: string[]; rows: unknown[][]} {
  const rows = Array.from({length: table.rows}, (_, row) =>
    table.columns.map(column =>
      column.type === 'text' ? column.dictionary[column.codes[row]!] : column.values[row],
    ),
  )
  return {names: table.columns.map(({name}) => name), rows}
}

export function textTable(names: readonly string[], rows: readonly (readonly string[])[]): SourceTable {
  const columns = names.map((name, i): TextSource => {
    const dictionary = [...new Set(rows.map(row => row[i]!))]
    return {
      type: 'text',
      name,
      codes: Uint32Array.from(rows, row => dictionary.indexOf(row[i]!)),
      dictionary,
    }
  })
  return {rows: rows.length, columns, source: {format: 'csv'}}
}

/** Runs `work` with a fresh folder that is gone afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'infer-files-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, {recursive: true, force: true})
  }
}

/** The error `work` throws. */
export async function failure(
  work: () => Promise<unknown>,
): Promise<Error & {code: string; suggestions: string[]}> {
  try {
    await work()
  } catch (error) {
    return error as Error & {code: string; suggestions: string[]}
  }
  throw new Error('nothing was thrown')
}
