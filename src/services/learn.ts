// From a table in a file to a model of it: read, understand, fit.
import {counted, withCommas} from '@inferloop/contract'
import type {Readable} from 'node:stream'
import {stat} from 'node:fs/promises'
import {basename} from 'node:path'
import type {
  Generator,
  Options,
  RunContext,
  SourceFormat,
  SourceTable,
  Table,
  TableSchema,
} from '@inferloop/contract'
import {checkDiskSpace, readTable} from '@inferloop/files'
import {type ShapeAccumulator, shapeAccumulator} from '@inferloop/report'
import {encodeTable, findDerived, inferSchema, realTable, supportOf} from '@inferloop/table'
import {askedTypes, type ColumnOptions, withoutColumns} from './column-types.ts'
import type {GenerateOptions, Stage} from './generate-options.ts'
import {fingerprint} from './fingerprint.ts'
import type {Stages} from './stages.ts'
import {outputFormat} from './target.ts'

export interface Encoded {
  readonly schema: TableSchema
  readonly table: Table
  readonly format: SourceFormat
  /** Counts what is drawn, to hold it against the cells that were read. */
  readonly shapes: ShapeAccumulator
  readonly learntFrom: {
    readonly file: string
    /** Of the file. */
    readonly rows: number
    /** Rows that were learnt from, where they are a sample. */
    readonly sampledRows?: number
    readonly columns: number
    readonly sha256: string
  }
}

interface Wanted {
  readonly input: string | Readable
  readonly columns: ColumnOptions
  /** Rows to make and the file they go to, to see whether there is room. */
  readonly rows: number | undefined
  readonly output: GenerateOptions['output']
  readonly format: GenerateOptions['format']
  /** Bytes that the input may unpack to. */
  readonly mostUnpacked: number | undefined
  /** At most so many rows are learnt from, chosen by the seed. */
  readonly sample: {readonly rows: number | undefined; readonly seed: number}
  /** Of an Excel workbook. */
  readonly sheet: string | undefined
}

/** The cells themselves are let go: only what a generator learns from stays. */
export async function readAndEncode(
  {input, columns, rows, output, format, mostUnpacked, sample, sheet}: Wanted,
  {privacy}: Options,
  run: Pick<RunContext, 'signal' | 'threads' | 'log'>,
  stage: Stages<Stage>,
): Promise<Encoded> {
  const {signal, threads} = run
  const file = typeof input === 'string' ? basename(input) : 'stdin'
  stage.begin('read', 0, 'bytes', file)
  const types = askedTypes(columns)
  const whole = await readTable(typeof input === 'string' ? {path: input} : {stream: input, name: file}, {
    signal,
    threads,
    progress: stage.going,
    sample,
    ...(mostUnpacked === undefined ? {} : {mostUnpacked}),
    ...(sheet === undefined ? {} : {sheet}),
    log: run.log,
  })
  const source = withoutColumns(whole, columns.drop)
  const size = `${rowsSaid(source, sample.seed)} of ${counted(source.columns.length, 'column')}`
  stage.done(size)
  if (rows !== undefined && typeof input === 'string' && typeof output === 'string')
    await checkRoom({
      input,
      output,
      rows: rows / (source.sampledFrom ?? source.rows),
      given: format,
      source: source.source,
    })
  stage.begin('understand', source.columns.length, 'columns')
  await turn()
  const verdicts = inferSchema(source, {privacy, types})
  await turn()
  signal.throwIfAborted()
  const real = realTable(source, verdicts)
  const schema = findDerived(source, real, verdicts, supportOf(privacy, source.rows))
  for (const {name, kind, evidence} of schema.columns) run.log(`${name}: ${kind}. ${evidence}`)
  await turn()
  signal.throwIfAborted()
  const table = encodeTable(source, schema)
  const shapes = shapeAccumulator(real)
  const sha256 = fingerprint(whole)
  stage.done(kindsSaid(schema))
  await turn()
  signal.throwIfAborted()
  const {rows: learnt, sampledFrom} = source
  const learntFrom = {
    file,
    rows: sampledFrom ?? learnt,
    ...(sampledFrom === undefined ? {} : {sampledRows: learnt}),
    columns: source.columns.length,
    sha256,
  }
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
  stage.done(counted(table.columns.length, 'column'))
  return model
}

/** Refuses early what is far beyond the disk, where rows take as much as those read; the writer looks again when it knows how long one is. */
async function checkRoom({
  input,
  output: path,
  rows,
  given,
  source,
}: {
  readonly input: string
  readonly output: string
  /** As a share of those read. */
  readonly rows: number
  readonly given: GenerateOptions['format']
  readonly source: SourceFormat
}): Promise<void> {
  const written = outputFormat(path, given, source)
  const alike = source.format === written.format && source.packing === written.packing
  const info = await stat(input).catch(() => undefined)
  if (info?.isFile() !== true) return
  const bytes = (rows * info.size) / (alike ? 1 : PACKED_TIGHTER)
  try {
    await checkDiskSpace(path, bytes / (alike ? 2 : 4))
  } catch {
    await checkDiskSpace(path, bytes)
  }
}

/** Another format may take so much less room than the one that was read. */
const PACKED_TIGHTER = 15

/** Lets signals and the screen have their turn. */
const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

/** `32,561 rows`, or `a sample of 1,000,000 of 100,000,000 rows (seed 42)`. */
function rowsSaid({rows, sampledFrom}: SourceTable, seed: number): string {
  return sampledFrom === undefined
    ? counted(rows, 'row')
    : `a sample of ${withCommas(rows)} of ${counted(sampledFrom, 'row')} (seed ${seed})`
}

/** `5 numeric, 3 categorical, 1 id`, most frequent first. */
function kindsSaid({columns}: TableSchema): string {
  const kinds = Map.groupBy(columns, ({kind}) => kind)
  return [...kinds]
    .toSorted((a, b) => b[1].length - a[1].length)
    .map(([kind, same]) => `${withCommas(same.length)} ${kind}`)
    .join(', ')
}
