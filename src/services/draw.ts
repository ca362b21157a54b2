// From a model to rows in a file or a stream, batch by batch: one batch is in memory, of Parquet one row group, of Arrow all rows (docs/files.md).
import {counted} from '@inferloop/contract'
import {setImmediate as nextTurn} from 'node:timers/promises'
import type {
  Column,
  Generator,
  ModelledSchema,
  RunContext,
  SourceFormat,
  Table,
  TableSchema,
} from '@inferloop/contract'
import {type Finished, openTableWriter, type TableOutput} from '@inferloop/files'
import type {ShapeAccumulator} from '@inferloop/report'
import {completeTable, decodeTable, longestRow, modelledSchemas} from '@inferloop/table'
import {askPlugin, broken} from '../registry/generators.ts'
import type {Offer} from '../registry/collect.ts'
import {batchFault} from './batch-fault.ts'
import {inParts} from './in-parts.ts'
import type {Stages} from './stages.ts'
import type {Stage} from './generate-options.ts'
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
  readonly sha256: string
}

/**
 * Fewer rows than asked for only when the reader of a stream has gone. Whatever stops it, no part of a file stays; what comes
 * back has its name after `commit`.
 */
export async function draw(
  {offer, generator, model, schema, rows, output, format, shapes}: Drawing,
  run: RunContext,
  stage: Stages<Stage>,
): Promise<Drawn> {
  const {signal} = run
  const cells = run.random.split('cells')
  const written = format.format === 'csv' ? schema : typedSchema(schema, format.format)
  const longest = longestRow(schema)
  const writer = await openTableWriter(output, {format, signal, expectedRows: rows})
  try {
    let made = 0
    stage.begin('sample', rows, 'rows')
    const sample = () => generator.sample(model, rows, {...run, random: run.random.split('sample')})
    for await (const batch of offered(sample, offer, modelledSchemas(schema), signal)) {
      signal.throwIfAborted()
      if (made + batch.rows > rows) throw broken(offer, `it made more than ${rows} rows`)
      const whole = completeTable(batch, schema)
      for (const part of inParts(whole, longest)) {
        signal.throwIfAborted()
        await writer.write(decodeTable(part, written, {firstRow: made, random: cells}))
        made += part.rows
        stage.going({done: made, total: rows, unit: 'rows'})
        if (writer.ended) break
        // A plugin that never waits would leave no turn for signals.
        await nextTurn()
      }
      shapes?.add(whole)
      if (writer.ended) break
    }
    if (made < rows && !writer.ended) throw broken(offer, `it made ${made} of ${rows} rows`)
    stage.done(counted(made, 'row'))
    stage.begin('write', 0, 'bytes')
    const {bytes, sha256} = await writer.finish()
    const {force, commit, takeBack, abort} = writer
    return {rows: made, bytes, sha256, force, commit, takeBack, abort}
  } catch (error) {
    await writer.abort()
    throw error
  }
}

/** Checked batches, with our own schemas; errors of the plugin apart from ours. */
async function* offered(
  sample: () => AsyncIterable<Table>,
  offer: Offer,
  schemas: readonly ModelledSchema[],
  signal: AbortSignal,
): AsyncGenerator<Table> {
  const theirs = <T>(call: () => T | Promise<T>): Promise<Awaited<T>> => askPlugin(offer, signal, call)
  const source = await theirs(() => {
    const batches = sample() as Partial<AsyncIterable<Table>> | undefined
    const iterator = batches?.[Symbol.asyncIterator]?.()
    if (typeof iterator?.next === 'function') return iterator
    throw broken(offer, 'its sample gives no async iterable')
  })
  let done = false
  try {
    for (;;) {
      const next = await theirs(() => source.next())
      if (next?.done === true) {
        done = true
        return
      }
      const fault = batchFault(next?.value, schemas)
      if (fault !== undefined) throw broken(offer, `it ${fault}`)
      yield withSchemas(next.value, schemas)
    }
  } finally {
    if (!done) await theirs(() => source.return?.())
  }
}

/** In the order of `schemas`: what a plugin says of its columns beside their cells does not count. */
function withSchemas({rows, columns}: Table, schemas: readonly ModelledSchema[]): Table {
  const byName = new Map(columns.map(column => [column.name, column]))
  return {rows, columns: schemas.map(schema => ({...byName.get(schema.name)!, schema}) as Column)}
}
