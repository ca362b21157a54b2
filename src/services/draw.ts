// From a model to rows in a file or a stream, batch by batch: however many rows, one batch is in memory.
import type {Generator, RunContext, SourceFormat, Table, TableSchema} from '@inferloop/contract'
import {type Finished, openTableWriter, type TableOutput} from '@inferloop/files'
import type {ShapeAccumulator} from '@inferloop/report'
import {decodeTable} from '@inferloop/table'
import {broken, plugInError} from '../registry/generators.ts'
import type {Offer} from '../registry/collect.ts'
import type {Stages} from './stages.ts'
import {typedSchema} from './typed-schema.ts'

export interface Drawing {
  readonly offer: Offer
  readonly generator: Generator
  readonly model: unknown
  readonly schema: TableSchema
  readonly rows: number
  readonly output: TableOutput
  readonly format: SourceFormat
  /** Counts the cells of every batch, where there is a real table to compare with. */
  readonly shapes: ShapeAccumulator | undefined
}

/** Rows on the disk that have not got their name yet; those of a stream have gone. */
export interface Drawn extends Finished {
  readonly rows: number
  readonly bytes: number
}

/**
 * Fewer rows than asked for only when the reader of a stream has gone. Whatever stops it, no part of a file stays; what comes
 * back has its name after `commit`.
 */
export async function draw(
  {offer, generator, model, schema, rows, output, format, shapes}: Drawing,
  run: RunContext,
  stage: Stages,
): Promise<Drawn> {
  const {signal} = run
  const cells = run.random.split('cells')
  const written = format.format === 'parquet' ? typedSchema(schema) : schema
  const writer = await openTableWriter(output, {format, signal, expectedRows: rows})
  try {
    let made = 0
    stage.begin('sample', rows, 'rows')
    const batches = generator.sample(model, rows, {...run, random: run.random.split('sample')})
    for await (const batch of offered(batches, offer, signal)) {
      signal.throwIfAborted()
      if (made + batch.rows > rows) throw broken(offer, `it made more than ${rows} rows`)
      await writer.write(decodeTable(batch, written, {firstRow: made, random: cells}))
      shapes?.add(batch)
      made += batch.rows
      stage.going({done: made, total: rows, unit: 'rows'})
      if (writer.ended) break
    }
    if (made < rows && !writer.ended) throw broken(offer, `it made ${made} of ${rows} rows`)
    stage.done(`${made.toLocaleString('en-US')} rows`)
    stage.begin('write', 0, 'bytes')
    const {bytes} = await writer.finish()
    const {force, commit, takeBack, abort} = writer
    return {rows: made, bytes, force, commit, takeBack, abort}
  } catch (error) {
    await writer.abort()
    throw error
  }
}

/** Errors of the plugin apart from ours. */
async function* offered(
  batches: AsyncIterable<Table>,
  offer: Offer,
  signal: AbortSignal,
): AsyncGenerator<Table> {
  const source = batches[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await source.next().catch((error: unknown) => {
        throw plugInError(offer, error, signal)
      })
      if (next.done === true) return
      yield next.value
    }
  } finally {
    await source.return?.()
  }
}
