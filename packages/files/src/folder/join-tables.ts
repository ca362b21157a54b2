// Tables of the same columns as one, the rows one after the other.
import {InferError, type SourceColumn, type SourceTable, type TextSource} from '@inferloop/contract'

export interface NamedTable {
  readonly file: string
  readonly table: SourceTable
}

/**
 * The dialect is that of the first. Only JSON may leave out keys: what a part lacks is missing there.
 *
 * @throws InferError INFER_SCHEMA_MISMATCH when their columns are not the same
 */
export function joinTables(parts: readonly NamedTable[]): SourceTable {
  const [first] = parts
  if (parts.length === 1) return first!.table
  const {source} = first!.table
  const mayLack = source.format === 'json' || source.format === 'ndjson'
  const names = new Set(parts.flatMap(({table}) => table.columns.map(({name}) => name)))
  const stranger = parts.find(({table}) => table.columns.length !== names.size)
  if (stranger !== undefined && !mayLack)
    throw differ(first!, parts.find(part => !isAlike(part, first!)) ?? stranger)
  const rows = parts.reduce((sum, {table}) => sum + table.rows, 0)
  const columns = Array.from(names, name => {
    const same = parts.map(
      ({table}) => table.columns.find(column => column.name === name) ?? emptyColumn(name, table.rows),
    )
    return joinColumns(same, rows, parts)
  })
  const raw = parts.flatMap(({table}) => table.source.raw ?? [])
  const nested = parts.flatMap(({table}) => table.source.nested ?? [])
  return {rows, columns, source: mayLack ? {...source, raw: unique(raw), nested: unique(nested)} : source}
}

const unique = (names: readonly string[]): string[] => [...new Set(names)]

const emptyColumn = (name: string, rows: number): TextSource => ({
  type: 'text',
  name,
  codes: new Uint32Array(rows),
  dictionary: [''],
})

function isAlike({table}: NamedTable, other: NamedTable): boolean {
  const names = new Set(table.columns.map(({name}) => name))
  return names.size === other.table.columns.length && other.table.columns.every(({name}) => names.has(name))
}

function joinColumns(
  same: readonly SourceColumn[],
  rows: number,
  parts: readonly NamedTable[],
): SourceColumn {
  const filled = same.filter(column => !isEmpty(column))
  const [like = same[0]!] = filled
  const other = filled.findIndex(column => column.type !== like.type)
  if (other >= 0) {
    const file = (column: SourceColumn) => parts[same.indexOf(column)]!.file
    throw new InferError('INFER_SCHEMA_MISMATCH', {
      message: `Column "${like.name}" is ${like.type} in ${file(like)} and ${filled[other]!.type} in ${file(filled[other]!)}.`,
      suggestions: ['write the parts with the same types'],
    })
  }
  if (like.type === 'text') return joinTexts(same, like.name, rows)
  if (like.type === 'boolean') {
    const values = new Uint8Array(rows).fill(2)
    place(same, column => column.type === 'boolean' && values.set(column.values, at(same, column)))
    return {...like, values}
  }
  const values = new Float64Array(rows).fill(Number.NaN)
  place(same, column => {
    if (column.type === 'number' || column.type === 'datetime') values.set(column.values, at(same, column))
  })
  if (like.type === 'datetime') return {...like, values}
  const isFloat = filled.some(column => column.type === 'number' && column.physical === 'float')
  return {...like, values, physical: isFloat ? 'float' : like.physical}
}

const place = (same: readonly SourceColumn[], put: (column: SourceColumn) => void): void => same.forEach(put)

const lengthOf = (column: SourceColumn): number =>
  column.type === 'text' ? column.codes.length : column.values.length

/** Where a part's rows begin. */
const at = (same: readonly SourceColumn[], column: SourceColumn): number =>
  same.slice(0, same.indexOf(column)).reduce((sum, before) => sum + lengthOf(before), 0)

/** A part without a value tells nothing of the type. */
function isEmpty(column: SourceColumn): boolean {
  if (column.type === 'text') return column.codes.every(code => column.dictionary[code] === '')
  if (column.type === 'boolean') return column.values.every(value => value === 2)
  return column.values.every(Number.isNaN)
}

function joinTexts(same: readonly SourceColumn[], name: string, rows: number): TextSource {
  const codes = new Uint32Array(rows)
  const places = new Map<string, number>()
  const placeOf = (text: string): number => {
    const known = places.get(text)
    if (known !== undefined) return known
    places.set(text, places.size)
    return places.size - 1
  }
  let row = 0
  for (const column of same) {
    const length = lengthOf(column)
    if (column.type === 'text') {
      // Only texts that stand in a row: a part may know more.
      const known = new Int32Array(column.dictionary.length).fill(-1)
      for (let i = 0; i < length; i++) {
        const code = column.codes[i]!
        if (known[code]! < 0) known[code] = placeOf(column.dictionary[code]!)
        codes[row + i] = known[code]!
      }
    } else codes.fill(placeOf(''), row, row + length)
    row += length
  }
  return {type: 'text', name, codes, dictionary: [...places.keys()]}
}

function differ(first: NamedTable, other: NamedTable): InferError {
  const names = ({table}: NamedTable) => table.columns.map(({name}) => name)
  const lacks = names(first).filter(name => !names(other).includes(name))
  const more = names(other).filter(name => !names(first).includes(name))
  const parts = [
    ...(lacks.length === 0 ? [] : [`lacks ${lacks.slice(0, 5).map(quote).join(', ')}`]),
    ...(more.length === 0 ? [] : [`has ${more.slice(0, 5).map(quote).join(', ')} beside`]),
  ]
  return new InferError('INFER_SCHEMA_MISMATCH', {
    message: `${other.file} ${parts.join(' and ')}; the parts of a table have the columns of the first, ${first.file}.`,
    suggestions: ['move the parts of one table into a folder of their own'],
  })
}

const quote = (name: string): string => `"${name}"`
