// Batches of a table as one Parquet file: gathered in data frames, written at the end.
import {Writable} from 'node:stream'
import type {SourceColumn, SourceTable} from '@inferloop/contract'
import {writeFault} from '../output/faults.ts'
import type {Sink} from '../output/sink.ts'
import {joinBatches} from './join-batches.ts'
import {type DataFrame, type Polars, polars} from './polars.ts'

const COMPRESSION = 'zstd'

/** Cells gathered before they become a data frame: 4 Mi, at most 32 MB. */
const FRAME_CELLS = 2 ** 22

/** Rows wait in polars' memory, 8 bytes for a number and 16 for a text, until `finish`: polars cannot add to a Parquet file. */
export function parquetWriter(sink: Sink): {
  write(batch: SourceTable): Promise<void>
  finish(): Promise<void>
} {
  const frames: DataFrame[] = []
  let pending: SourceTable[] = []
  let cells = 0
  function gather(pl: Polars): void {
    if (pending.length > 0) frames.push(frameOf(pl, joinBatches(pending)))
    pending = []
    cells = 0
  }
  return {
    async write(batch) {
      pending.push(batch)
      cells += batch.rows * batch.columns.length
      if (cells >= FRAME_CELLS) gather(await polars())
    },
    async finish() {
      const pl = await polars()
      gather(pl)
      const frame = frames.length > 1 ? pl.concat(frames) : (frames[0] ?? pl.DataFrame({}))
      if (sink.partial !== undefined) {
        try {
          frame.writeParquet(sink.partial, {compression: COMPRESSION})
        } catch (error) {
          throw writeFault((error as Error).message, sink.name, error)
        }
        return
      }
      const parts: Buffer[] = []
      const stream = new Writable({
        write(chunk: Buffer, _encoding, done) {
          parts.push(Buffer.from(chunk))
          done()
        },
      })
      frame.writeParquet(stream, {compression: COMPRESSION})
      for (const part of parts) await sink.write(part)
    },
  }
}

function frameOf(pl: Polars, {columns}: SourceTable): DataFrame {
  const frame = pl.concat(
    columns.map((column, i) => columnFrame(pl, column, `c${i}`)),
    {how: 'horizontal'},
  )
  frame.columns = columns.map(({name}) => name)
  return frame
}

/** The column as a data frame of one, called `name`. */
function columnFrame(pl: Polars, column: SourceColumn, name: string): DataFrame {
  const cell = pl.col(name)
  const none = pl.lit(null)
  if (column.type === 'text') return textFrame(pl, column.codes, column.dictionary, name)
  if (column.type === 'boolean') {
    const frame = pl.DataFrame({[name]: pl.Series(name, column.values)})
    return frame.select(pl.when(cell.lt(2)).then(cell.eq(1)).otherwise(none).cast(pl.Bool).alias(name))
  }
  if (column.type === 'number') {
    const numbers = pl.DataFrame({[name]: pl.Series(name, column.values)}).select(cell.fillNan(none))
    return column.physical === 'float' ? numbers : numbers.select(cell.round(0).cast(pl.Int64))
  }
  const {physical, values} = column
  const ticks = new Float64Array(values.length)
  const [factor, divisor] = physical === 'date' ? [1, 86_400_000] : physical === 'ms' ? [1, 1] : [1000, 1]
  for (let i = 0; i < ticks.length; i++) {
    const tick = (values[i]! * factor) / divisor
    ticks[i] = physical === 'date' ? Math.floor(tick) : Math.round(tick)
  }
  const whole = pl.DataFrame({[name]: pl.Series(name, ticks)}).select(cell.fillNan(none))
  if (physical === 'date') return whole.select(cell.cast(pl.Int32).cast(pl.Date))
  if (physical === 'ms') return whole.select(cell.cast(pl.Int64).cast(pl.Datetime('ms')))
  // Doubles hold instants to the microsecond: nanoseconds are counted from there, in whole numbers.
  const micros = whole.select(cell.cast(pl.Int64).cast(pl.Datetime('us')))
  return physical === 'us' ? micros : micros.select(cell.cast(pl.Datetime('ns')))
}

/** The empty text is written as null. Dictionary and codes stand side by side so that polars does the looking up. */
function textFrame(pl: Polars, codes: Uint32Array, dictionary: readonly string[], name: string): DataFrame {
  const {used, places} =
    dictionary.length > codes.length ? compact(codes, dictionary) : {used: dictionary, places: codes}
  const texts = used.length === 0 ? [null] : used.map(text => (text === '' ? null : text))
  const both = pl.concat(
    [
      pl.DataFrame({codes: pl.Series('codes', places)}),
      pl.DataFrame({texts: pl.Series('texts', texts, pl.String)}),
    ],
    {how: 'horizontal'},
  )
  return both.select(pl.col('texts').gather(pl.col('codes')).alias(name)).slice(0, codes.length)
}

/** Only the entries in use, in order of first appearance. */
function compact(
  codes: Uint32Array,
  dictionary: readonly string[],
): {used: string[]; places: Uint32Array<ArrayBuffer>} {
  const known = new Map<number, number>()
  const places = Uint32Array.from(codes, code => {
    if (!known.has(code)) known.set(code, known.size)
    return known.get(code)!
  })
  return {used: Array.from(known.keys(), code => dictionary[code]!), places}
}
