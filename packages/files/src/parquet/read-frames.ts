// What polars reads into a SourceTable: a few columns at a time, each dtype to the source column that keeps its meaning.
import {setImmediate} from 'node:timers/promises'
import {InferError, type SourceColumn} from '@inferloop/contract'
import {csvFault} from '../csv/faults.ts'
import type {ByteInput} from '../input.ts'
import {packingFault} from '../packing/faults.ts'
import {makeRoom} from '../sample/fitting-rows.ts'
import {readSlices} from '../sample/read-slices.ts'
import {chosenRows} from '../sample/row-sample.ts'
import {wordsOf} from '../system-error.ts'
import {type Reading, readingOf, readTyped} from './dtypes.ts'
import type {DataFrame, Polars} from './polars.ts'
import type {FrameOptions} from './read-parquet.ts'
import {readTexts} from './texts.ts'

/** Cells decoded at a time: 4 Mi, so at most some 32 MB beside the table itself (or one column, when that is more). */
const GROUP_CELLS = 2 ** 22
/** What a cell takes in memory, more or less. */
const CELL_BYTES = 8

export interface FrameSource {
  /** Of the file, in bytes. */
  readonly size: number
  rows(): number
  read(what: {nRows: number} | {columns: string[]}): DataFrame
  /** Rows `first` to `first + count - 1`, where a part can be read without the rest. */
  slice?(first: number, count: number): DataFrame
  damaged(evidence: string, cause?: unknown): InferError
}

/** @throws InferError as `damaged` gives it; INFER_TOO_LARGE; INFER_FILE_FORMAT for a column of lists, structs or bytes */
export async function readFrames(
  pl: Polars,
  input: ByteInput,
  {signal, mostBytes, progress, sample}: FrameOptions,
  source: FrameSource,
): Promise<{rows: number; sampledFrom?: number; columns: SourceColumn[]}> {
  const whole = <T>(read: () => T): T => {
    try {
      return read()
    } catch (error) {
      if (error instanceof InferError) throw error
      throw source.damaged(`it cannot be read to the end (${wordsOf(error).split('\n')[0]})`, error)
    }
  }
  const readings = whole(() => {
    const {columns: names, dtypes} = source.read({nRows: 0})
    refuseNameless(names, input.name)
    return names.map((name, i) => readingOf(name, dtypes[i]!, input.name))
  })
  const rows = readings.length === 0 ? 0 : whole(() => source.rows())
  if (rows * readings.length * CELL_BYTES > mostBytes) throw packingFault.tooLarge(input.name, mostBytes)
  const part = await sampledPart(
    pl,
    source,
    {rows, columns: readings.length},
    {signal, progress, sample},
  ).catch(error =>
    whole(() => {
      throw error
    }),
  )
  const read =
    part === undefined ? source.read : ({columns: names}: {columns: string[]}) => selected(pl, part, names)
  const height = part?.height ?? rows
  const columns: SourceColumn[] = []
  for (let first = 0, step = 1; first < readings.length; first += step) {
    signal.throwIfAborted()
    step = Math.max(1, Math.floor(GROUP_CELLS / Math.max(1, height)))
    const group = readings.slice(first, first + step)
    columns.push(...whole(() => readGroup(pl, read, group)))
    const done = Math.round((source.size * columns.length) / readings.length)
    progress?.({phase: 'read', done, total: source.size, unit: 'bytes'})
    await setImmediate()
  }
  return {rows: height, columns, ...(height < rows ? {sampledFrom: rows} : {})}
}

/** The rows of a sample, where a part of the file can be read without the rest and not all rows are wanted. */
async function sampledPart(
  pl: Polars,
  {size, slice}: FrameSource,
  {rows, columns}: {readonly rows: number; readonly columns: number},
  {signal, progress, sample}: Pick<FrameOptions, 'signal' | 'progress' | 'sample'>,
): Promise<DataFrame | undefined> {
  if (sample === undefined || slice === undefined) return undefined
  makeRoom(sample, {rows, columns, texts: 0, characters: 0})
  if (sample.most >= rows) return undefined
  return readSlices(pl, {rows, columns, size, slice}, chosenRows(rows, sample), {signal, progress})
}

/** By name, where polars would take some names for patterns. */
const selected = (pl: Polars, frame: DataFrame, names: readonly string[]): DataFrame =>
  pl.DataFrame(names.map(name => frame.getColumn(name)))

/** A CSV written from it could not be read back. */
function refuseNameless(names: readonly string[], file: string): void {
  const at = names.findIndex(name => name.trim() === '')
  if (at >= 0) throw csvFault.header(file, [`column ${at + 1} has no name`])
}

function readGroup(
  pl: Polars,
  read: (what: {columns: string[]}) => DataFrame,
  group: readonly Reading[],
): SourceColumn[] {
  const frame = read({columns: group.map(({name}) => name)})
  // polars reads some names as patterns (`*`, `^a.*$`): safe ones while we ask for columns.
  frame.columns = group.map((_, i) => `c${i}`)
  const columns = readTyped(pl, frame, group)
  const texts = columns.flatMap((column, i) =>
    column === undefined ? [{at: `c${i}`, name: group[i]!.name}] : [],
  )
  const written = readTexts(pl, frame, texts)[Symbol.iterator]()
  return columns.map(column => column ?? written.next().value!)
}
