// From a table in a file to a model of it: read, understand, fit.
import type {Readable} from 'node:stream'
import {statSync} from 'node:fs'
import {basename} from 'node:path'
import type {Generator, Options, RunContext, SourceFormat, Table, TableSchema} from '@inferloop/contract'
import {checkDiskSpace, readTable} from '@inferloop/files'
import {type ShapeAccumulator, shapeAccumulator} from '@inferloop/report'
import {encodeTable, inferSchema, realTable} from '@inferloop/table'
import type {GenerateOptions, Stage} from './generate-options.ts'
import {fingerprint} from './fingerprint.ts'
import type {Stages} from './stages.ts'

export interface Encoded {
  readonly schema: TableSchema
  readonly table: Table
  readonly format: SourceFormat
  /** Counts what is drawn, to hold it against the cells that were read. */
  readonly shapes: ShapeAccumulator
  readonly learntFrom: {
    readonly file: string
    readonly rows: number
    readonly columns: number
    readonly sha256: string
  }
}

interface Wanted {
  readonly input: string | Readable
  readonly categorical: readonly string[]
  /** Rows to make and the file they go to, to see whether there is room. */
  readonly rows: number | undefined
  readonly output: GenerateOptions['output']
  /** Bytes that the input may unpack to. */
  readonly mostUnpacked: number | undefined
}

/** The cells themselves are let go: only what a generator learns from stays. */
export async function readAndEncode(
  {input, categorical, rows, output, mostUnpacked}: Wanted,
  {privacy}: Options,
  run: Pick<RunContext, 'signal' | 'threads' | 'log'>,
  stage: Stages<Stage>,
): Promise<Encoded> {
  const {signal, threads} = run
  const file = typeof input === 'string' ? basename(input) : 'stdin'
  stage.begin('read', 0, 'bytes', file)
  const source = await readTable(typeof input === 'string' ? {path: input} : {stream: input, name: file}, {
    signal,
    threads,
    progress: stage.going,
    ...(mostUnpacked === undefined ? {} : {mostUnpacked}),
  })
  const size = `${source.rows.toLocaleString('en-US')} rows of ${columnsSaid(source.columns.length)}`
  stage.done(size)
  if (typeof input === 'string' && typeof output === 'string' && rows !== undefined) {
    await checkRoom(output, (rows / source.rows) * statSync(input).size)
  }
  stage.begin('understand', source.columns.length, 'columns')
  await turn()
  const schema = inferSchema(source, {privacy, categorical})
  for (const {name, kind, evidence} of schema.columns) run.log(`${name}: ${kind}. ${evidence}`)
  await turn()
  signal.throwIfAborted()
  const table = encodeTable(source, schema)
  const shapes = shapeAccumulator(realTable(source, schema))
  const sha256 = fingerprint(source)
  stage.done(kindsSaid(schema))
  await turn()
  signal.throwIfAborted()
  const learntFrom = {file, rows: source.rows, columns: source.columns.length, sha256}
  return {schema, table, format: source.source, shapes, learntFrom}
}

export async function fit(
  generator: Generator,
  table: Table,
  options: Options,
  run: RunContext,
  stage: Stages<Stage>,
): Promise<unknown> {
  stage.begin('fit', table.columns.length, 'columns')
  await turn()
  run.signal.throwIfAborted()
  const model = await generator.fit(table, options, run)
  run.signal.throwIfAborted()
  stage.done(columnsSaid(table.columns.length))
  return model
}

/** Refuses early what is far beyond the disk; the writer looks again when it knows how long a row is. */
async function checkRoom(path: string, bytes: number): Promise<void> {
  try {
    await checkDiskSpace(path, bytes / 2)
  } catch {
    await checkDiskSpace(path, bytes)
  }
}

/** Lets signals and the screen have their turn. */
const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

const columnsSaid = (count: number): string =>
  `${count.toLocaleString('en-US')} column${count === 1 ? '' : 's'}`

/** `5 numeric, 3 categorical, 1 id`, most frequent first. */
function kindsSaid({columns}: TableSchema): string {
  const kinds = Map.groupBy(columns, ({kind}) => kind)
  return [...kinds]
    .toSorted((a, b) => b[1].length - a[1].length)
    .map(([kind, same]) => `${same.length.toLocaleString('en-US')} ${kind}`)
    .join(', ')
}
