// Batches of a table as JSON: one list of objects, an object a line, or NDJSON.
import type {SourceColumn, SourceFormat, SourceTable} from '@inferloop/contract'
import {formatCell} from '../csv/format-cell.ts'
import type {Sink} from '../output/sink.ts'

const BUFFER_CHARS = 1 << 19

/** An object to be written: a cell, or cells by key. */
type Shape = {readonly key: string; readonly column: number} | Inner

interface Inner {
  readonly key: string
  readonly inner: Shape[]
}

type Cell = (row: number) => string

/** Missing cells are null. Columns that were nested are written so, and JSON texts as JSON. */
export function jsonWriter(
  sink: Pick<Sink, 'write'>,
  format: SourceFormat,
): {write(batch: SourceTable): Promise<void>; finish(): Promise<void>} {
  const inList = format.format === 'json'
  const raw = new Set(format.raw)
  const mark = format.bom === true ? '\ufeff' : ''
  let shape: Shape[] | undefined
  let known: Known[] = []
  let any = false
  const put = (text: string) => sink.write(Buffer.from(text))
  return {
    async write(batch) {
      shape ??= shapeOf(batch.columns, new Set(format.nested))
      known = batch.columns.map((column, i) => cellWriter(column, raw.has(column.name), known[i]))
      const cells = known.map(({cell}) => cell)
      let text = ''
      for (let row = 0; row < batch.rows; row++) {
        text += any ? (inList ? ',\n' : '\n') : inList ? `${mark}[\n` : mark
        any = true
        text += objectText(shape, cells, row)
        if (text.length < BUFFER_CHARS) continue
        await put(text)
        text = ''
      }
      await put(text)
    },
    async finish() {
      if (inList) await put(any ? '\n]\n' : `${mark}[]\n`)
      else if (any) await put('\n')
    },
  }
}

/** Keys in the order in which they are first met; those of one object stand together. */
function shapeOf(columns: readonly SourceColumn[], nested: ReadonlySet<string>): Shape[] {
  const top: Shape[] = []
  columns.forEach(({name}, column) => {
    const path = nested.has(name) ? name.split('.') : [name]
    let level = top
    for (const key of path.slice(0, -1)) {
      const there = level.find((shape): shape is Inner => shape.key === key && 'inner' in shape)
      const inner = there?.inner ?? []
      if (there === undefined) level.push({key, inner})
      level = inner
    }
    level.push({key: path.at(-1)!, column})
  })
  return quotedKeys(top)
}

/** The keys as JSON. */
function quotedKeys(shapes: readonly Shape[]): Shape[] {
  return shapes.map(shape =>
    'column' in shape
      ? {...shape, key: JSON.stringify(shape.key)}
      : {key: JSON.stringify(shape.key), inner: quotedKeys(shape.inner)},
  )
}

function objectText(shapes: readonly Shape[], cells: readonly Cell[], row: number): string {
  let text = '{'
  for (const {key, ...shape} of shapes) {
    const value = 'column' in shape ? cells[shape.column]!(row) : objectText(shape.inner, cells, row)
    text += `${text.length > 1 ? ',' : ''}${key}:${value}`
  }
  return `${text}}`
}

interface Known {
  readonly cell: Cell
  readonly dictionary?: readonly string[]
  readonly texts?: (string | undefined)[]
}

/** Each distinct text is escaped once, as long as the dictionary stays. */
function cellWriter(column: SourceColumn, isRaw: boolean, before: Known | undefined): Known {
  if (column.type === 'text') {
    const {codes, dictionary} = column
    const texts: (string | undefined)[] = before?.dictionary === dictionary ? before.texts! : []
    const cell = (row: number) => {
      const code = codes[row]!
      return (texts[code] ??= textOf(dictionary[code]!, isRaw))
    }
    return {cell, dictionary, texts}
  }
  if (column.type === 'number') {
    const {values} = column
    return {cell: row => (Number.isFinite(values[row]!) ? String(values[row]) : 'null')}
  }
  if (column.type === 'boolean') {
    const {values} = column
    return {cell: row => (values[row] === 2 ? 'null' : values[row] === 1 ? 'true' : 'false')}
  }
  return {cell: row => textOf(formatCell(column, row), false)}
}

function textOf(text: string, isRaw: boolean): string {
  if (text === '') return 'null'
  return isRaw && isJson(text) ? text : JSON.stringify(text)
}

/** New texts of a generator may be none. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
