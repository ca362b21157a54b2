// Typed columns of a generator → cells as they would have stood in the input.
import type {
  CategoricalColumn,
  Column,
  ColumnSchema,
  IdSchema,
  ListSchema,
  NumericColumn,
  Random,
  SourceColumn,
  SourceTable,
  Table,
  TableSchema,
  TextSchema,
} from '@inferloop/contract'
import {decodeMeasure} from './decode-measure.ts'
import {patternWriter, separatorOf, sequenceText, uuidText} from './ids/number-ids.ts'
import {repeatedNumbers} from './ids/repeated-numbers.ts'
import type {ListModel} from './lists/list-model.ts'
import {listWriter} from './lists/write-list.ts'
import {typedColumn} from './typed-column.ts'
import {textWriter} from './text/write-text.ts'
import type {TextModel} from './text/text-model.ts'

export interface BatchPlace {
  /** How many rows come before this batch. */
  readonly firstRow: number
  /** The stream of the whole run, the same for every batch: batches are told apart by `firstRow`. */
  readonly random: Random
}

/**
 * All columns of the schema, in its order; `batch` holds those with a distribution (`completeTable`). Batches may be decoded in any order and on any thread; the same batch, place and
 * stream give the same cells. Columns whose input was typed come out typed.
 */
export function decodeTable(batch: Table, schema: TableSchema, place: BatchPlace): SourceTable {
  const byName = new Map(batch.columns.map(column => [column.name, column]))
  const written = new Map<string, SourceColumn>()
  const size = {rows: batch.rows, columns: schema.columns.length}
  for (const column of schema.columns)
    if (column.derived?.formula.type !== 'copy')
      written.set(column.name, decodeColumn(column, byName.get(column.name), size, place))
  const columns = schema.columns.map((column): SourceColumn => {
    const formula = column.derived?.formula
    if (formula?.type !== 'copy') return written.get(column.name)!
    return {...written.get(formula.of)!, name: column.name}
  })
  const typed = schema.columns.some(({physical}) => physical !== 'text')
  return {rows: batch.rows, columns, source: {format: typed ? 'parquet' : 'csv'}}
}

function decodeColumn(
  schema: ColumnSchema,
  column: Column | undefined,
  {rows, columns}: {readonly rows: number; readonly columns: number},
  place: BatchPlace,
): SourceColumn {
  switch (schema.kind) {
    case 'numeric':
    case 'datetime':
      return decodeMeasure(
        schema,
        required(column, schema) as NumericColumn,
        place.random.split(schema.name).split(place.firstRow),
        columns,
      )
    case 'categorical':
    case 'boolean': {
      const {codes} = required(column, schema) as CategoricalColumn
      return typedColumn(schema, codes, [...schema.categories, ...schema.missing])
    }
    case 'list': {
      const {codes} = required(column, schema) as CategoricalColumn
      const {labels} = schema.model as ListModel
      const presence = codes.map(code => Math.max(0, code - labels.length + 1))
      return decodeMadeUp(schema, presence, rows, place, listFor(schema, codes, place.firstRow))
    }
    case 'id':
    case 'text': {
      const codes =
        schema.missing.length === 0 ? undefined : (required(column, schema) as CategoricalColumn).codes
      return decodeMadeUp(schema, codes, rows, place)
    }
    case 'constant':
      return typedColumn(schema, new Uint32Array(rows), [schema.value])
    case 'empty':
      return typedColumn(schema, new Uint32Array(rows), [schema.missing[0] ?? ''])
  }
}

function required(column: Column | undefined, {name}: ColumnSchema): Column {
  if (column === undefined) throw new Error(`The batch has no column "${name}"`)
  return column
}

/** Ids, texts and lists: presence codes of 1 and more are the missing tokens. */
function decodeMadeUp(
  schema: IdSchema | TextSchema | ListSchema,
  presence: Uint32Array | undefined,
  rows: number,
  {firstRow, random}: BatchPlace,
  writeList?: Write,
): SourceColumn {
  const key = random.split(schema.name)
  const draw = key.split(firstRow)
  const write =
    schema.kind === 'text' ? textFor(schema) : schema.kind === 'id' ? idFor(schema, key) : writeList!
  const {missing} = schema
  const dictionary: string[] = [...missing]
  const known = new Map<string, number>()
  const codes = new Uint32Array(rows)
  for (let row = 0; row < rows; row++) {
    const token = presence?.[row] ?? 0
    if (token > 0) {
      codes[row] = token - 1
      continue
    }
    const text = write(firstRow + row, draw)
    let code = known.get(text)
    if (code === undefined) {
      code = dictionary.push(text) - 1
      known.set(text, code)
    }
    codes[row] = code
  }
  return typedColumn(schema, codes, dictionary)
}

type Write = (row: number, draw: Random) => string

const writers = new WeakMap<object, (draw: Random) => string>()

/** The writer of a text model, kept while the model is: batches share it. */
function textFor({model}: TextSchema): Write {
  const words = model as TextModel
  const write = writers.get(words) ?? textWriter(words)
  writers.set(words, write)
  return (_, draw) => write(draw)
}

/** Lists that begin as was drawn for each row. */
function listFor({model}: ListSchema, codes: Uint32Array, firstRow: number): Write {
  const write = listWriter(model as ListModel)
  return (row, draw) => write(codes[row - firstRow]!, draw)
}

function idFor(schema: IdSchema, key: Random): Write {
  const {pool, unique, repeats} = schema
  if (schema.style === 'sequence') return row => sequenceText(schema, row)
  if (schema.style === 'uuid') {
    if (unique) return (_, draw) => uuidText(draw, schema.upper === true)
    return (_, draw) => uuidText(key.split(draw.below(pool ?? 1)), schema.upper === true)
  }
  const patterns = schema.patterns ?? []
  const separator = separatorOf(patterns)
  const ofPattern = patterns.map((pattern, i) => patternWriter(pattern, key.split(`pattern ${i}`), separator))
  const numberOf = repeats === undefined ? undefined : repeatedNumbers(repeats, key.split('repeats'))
  return (row, draw) => {
    const n = unique ? row : (numberOf?.(row) ?? draw.below(pool ?? 1))
    // A repeated id always has the same pattern and the same letters.
    const own = unique ? draw : key.split(n)
    let at = own.next()
    let i = 0
    while (i < patterns.length - 1 && at >= patterns[i]!.share) at -= patterns[i++]!.share
    return ofPattern[i]!(n, own)
  }
}
