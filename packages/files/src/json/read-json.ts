// JSON into a SourceTable: a list of objects, or objects one after the other. Objects within a row become columns of their own.
import {setImmediate as nextTurn} from 'node:timers/promises'
import type {Progress, SourceTable} from '@inferloop/contract'
import {encodingOf, toUtf8} from '../csv/encoding.ts'
import {type CellValue, type ColumnBuilder, columnBuilder, type RawText} from '../column-builder.ts'
import type {ByteInput} from '../input.ts'
import {makeRoom} from '../sample/fitting-rows.ts'
import type {RowSample} from '../sample/row-sample.ts'
import {jsonFault} from './faults.ts'
import {splitRecords} from './split-records.ts'

export interface JsonOptions {
  readonly signal: AbortSignal
  readonly progress?: (event: Progress) => void
  /** Which rows are held; all by default. */
  readonly sample?: RowSample | undefined
}

/** Objects nested deeper stay JSON text. */
const MOST_DEPTH = 8
const MOST_COLUMNS = 20_000
/** Sixteen digits may be more than a double holds. */
const LONG_NUMBER = /\d{16}/

/**
 * Columns come in the order in which their names are first seen. A key that an object lacks, null and the empty text are missing cells. Lists, and columns of
 * several types, are JSON texts (`source.raw`).
 *
 * @throws InferError INFER_JSON_SYNTAX
 */
export async function readJson(
  input: ByteInput,
  {signal, progress, sample}: JsonOptions,
): Promise<SourceTable> {
  const dropSurplus = (): void => {
    const stay = sample?.prune()
    if (stay === undefined) return
    for (const {builder} of columns.values()) builder.keepOnly(stay, rows)
    rows = stay.length
  }
  const isFull = (): boolean => {
    if (sample === undefined) return false
    const sizes = Array.from(columns.values(), ({builder}) => builder.size())
    const texts = sizes.reduce((sum, size) => sum + size.texts, 0)
    const characters = sizes.reduce((sum, size) => sum + size.characters, 0)
    return makeRoom(sample, {rows, columns: columns.size, texts, characters})
  }
  const encoding = encodingOf(input.head)
  const splitter = splitRecords(input.name)
  const columns: Columns['columns'] = new Map()
  const objects: Columns['objects'] = new Set()
  const seen: Columns['seen'] = new Map()
  let rows = 0
  let met = 0
  let done = 0
  let last: unknown
  for await (const chunk of toUtf8(input.chunks, encoding)) {
    for (const {bytes, line} of splitter.push(chunk)) {
      last = parsed(bytes, line, input.name)
      met++
      const hash = sample?.hashOf(sample.met) ?? 0
      if (sample?.mayStay(hash) === false) {
        sample.pass()
        continue
      }
      addRow({columns, objects, seen}, last as object, rows, {line, file: input.name})
      rows++
      sample?.keep(hash)
      if (sample?.isFull() === true) dropSurplus()
    }
    if (isFull()) dropSurplus()
    done += chunk.length
    progress?.({
      phase: 'read',
      done: Math.min(done, input.size || Infinity),
      total: input.size,
      unit: 'bytes',
    })
    await nextTurn()
    signal.throwIfAborted()
  }
  splitter.end()
  dropSurplus()
  if (met === 1) refuseWrapper(last as object, input.name)
  const finished = [...seen].flatMap(([name, path]) => {
    if (objects.has(name)) return []
    const builder = columns.get(name)?.builder ?? columnBuilder(jsonOf)
    return [{name, path, ...builder.finish(name, rows)}]
  })
  const nested = finished.filter(({path}) => path.length > 1).map(({name}) => name)
  const raw = finished.filter(({mixed}) => mixed).map(({name}) => name)
  return {
    rows,
    ...(met > rows ? {sampledFrom: met} : {}),
    columns: finished.map(({column}) => column),
    source: {
      format: splitter.inList === true ? 'json' : 'ndjson',
      encoding: encoding.name,
      bom: encoding.mark > 0,
      ...(nested.length === 0 ? {} : {nested}),
      ...(raw.length === 0 ? {} : {raw}),
    },
  }
}

function parsed(bytes: Buffer, line: number, file: string): unknown {
  const text = bytes.toString('utf8')
  try {
    if (!LONG_NUMBER.test(text)) return JSON.parse(text)
    return JSON.parse(text, (_, value: unknown, context?: {source?: string}) =>
      typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
        ? ({raw: context!.source!, [LONG]: true} satisfies LongNumber)
        : value,
    )
  } catch (error) {
    throw jsonFault.notJson(file, line, error)
  }
}

/** A whole number beyond 2^53, as it is written. */
const LONG = Symbol('long number')

interface LongNumber extends RawText {
  readonly [LONG]: true
}

const isLong = (value: unknown): value is LongNumber =>
  typeof value === 'object' && value !== null && LONG in value

interface Columns {
  readonly columns: Map<string, {readonly path: readonly string[]; readonly builder: ColumnBuilder}>
  /** Paths that hold objects. */
  readonly objects: Set<string>
  /** All paths by name, in the order in which they were first met; some never hold a value. */
  readonly seen: Map<string, readonly string[]>
}

interface Place {
  readonly line: number
  readonly file: string
}

function addRow({columns, objects, seen}: Columns, row: object, at: number, place: Place): void {
  const add = (path: readonly string[], value: unknown): void => {
    const name = path.join('.')
    if (!seen.has(name)) {
      if (seen.size >= MOST_COLUMNS) throw jsonFault.tooWide(place.file, place.line, MOST_COLUMNS)
      seen.set(name, path)
    }
    if (value === null || value === undefined) return
    if (isPlainObject(value) && mayNest(path, value)) {
      for (const [key, inner] of Object.entries(value)) add([...path, key], inner)
      return
    }
    let column = columns.get(name)
    if (column === undefined) {
      for (let depth = 1; depth < path.length; depth++) {
        const outer = path.slice(0, depth).join('.')
        if (columns.has(outer)) throw jsonFault.twoShapes(place.file, place.line, outer)
        objects.add(outer)
      }
      if (objects.has(name)) throw jsonFault.twoShapes(place.file, place.line, name)
      columns.set(name, (column = {path, builder: columnBuilder(jsonOf)}))
    }
    if (column.path.length !== path.length) throw jsonFault.twoShapes(place.file, place.line, name)
    column.builder.add(at, cellOf(value))
  }
  for (const key of Object.keys(row)) {
    const value: unknown = row[key as never]
    const known = typeof value === 'object' ? undefined : columns.get(key)
    // Most cells are of columns that were met before: no path is made for them.
    if (known?.path.length === 1) known.builder.add(at, value as CellValue)
    else add([key], value)
  }
}

const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isLong(value)

/** Keys with points could not be told from paths. An empty object has no columns, and would be lost. */
function mayNest(path: readonly string[], value: object): boolean {
  const keys = Object.keys(value)
  return (
    path.length < MOST_DEPTH &&
    keys.length > 0 &&
    !keys.some(key => key.includes('.')) &&
    !path[0]!.includes('.')
  )
}

function cellOf(value: unknown): CellValue {
  if (isLong(value)) return value
  return typeof value === 'object' ? {raw: JSON.stringify(value, longNumbers)} : (value as CellValue)
}

const jsonOf = (value: CellValue): string =>
  typeof value === 'object' && 'raw' in value ? value.raw : JSON.stringify(value)

/** Whole numbers beyond 2^53 within a list become texts, for as numbers they would lose digits. */
const longNumbers = (_: string, value: unknown): unknown => (isLong(value) ? value.raw : value)

/** `{"rows": [{…}, {…}]}`: one object around the table. */
function refuseWrapper(row: object, file: string): void {
  for (const [key, value] of Object.entries(row))
    if (Array.isArray(value) && value.length > 1 && value.every(isPlainObject))
      throw jsonFault.wrapper(file, key)
}
