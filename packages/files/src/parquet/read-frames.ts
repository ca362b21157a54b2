// What polars reads into a SourceTable: a few columns at a time, each dtype to the source column that keeps its meaning.
import {setImmediate} from 'node:timers/promises'
import {InferError, type SourceColumn} from '@inferloop/contract'
import {csvFault} from '../csv/faults.ts'
import type {ByteInput} from '../input.ts'
import {packingFault} from '../packing/faults.ts'
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
  damaged(evidence: string, cause?: unknown): InferError
}

/** @throws InferError as `damaged` gives it; INFER_TOO_LARGE; INFER_FILE_FORMAT for a column of lists, structs or bytes */
export async function readFrames(
  pl: Polars,
  input: ByteInput,
  {signal, mostBytes, progress}: FrameOptions,
  source: FrameSource,
): Promise<{rows: number; columns: SourceColumn[]}> {
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
  const columns: SourceColumn[] = []
  for (let first = 0, step = 1; first < readings.length; first += step) {
    signal.throwIfAborted()
    step = Math.max(1, Math.floor(GROUP_CELLS / Math.max(1, rows)))
    const group = readings.slice(first, first + step)
    columns.push(...whole(() => readGroup(pl, source, group)))
    const done = Math.round((source.size * columns.length) / readings.length)
    progress?.({phase: 'read', done, total: source.size, unit: 'bytes'})
    await setImmediate()
  }
  return {rows, columns}
}

/** A CSV written from it could not be read back. */
function refuseNameless(names: readonly string[], file: string): void {
  const at = names.findIndex(name => name.trim() === '')
  if (at >= 0) throw csvFault.header(file, [`column ${at + 1} has no name`])
}

function readGroup(pl: Polars, source: FrameSource, group: readonly Reading[]): SourceColumn[] {
  const frame = source.read({columns: group.map(({name}) => name)})
  // polars reads some names as patterns (`*`, `^a.*$`): safe ones while we ask for columns.
  frame.columns = group.map((_, i) => `c${i}`)
  const columns = readTyped(pl, frame, group)
  const texts = columns.flatMap((column, i) =>
    column === undefined ? [{at: `c${i}`, name: group[i]!.name}] : [],
  )
  const read = readTexts(pl, frame, texts)[Symbol.iterator]()
  return columns.map(column => column ?? read.next().value!)
}
