// Small source tables written down as lists of cells.
import type {ColumnSchema, Privacy, SourceColumn, SourceTable, TextSource} from '@inferloop/contract'
import {createRandom} from '@inferloop/random'
import {decodeTable, encodeTable, inferSchema, type InferSchemaOptions} from '../src/index.ts'

export function text(name: string, cells: readonly string[]): TextSource {
  const dictionary = [...new Set(cells)]
  const at = new Map(dictionary.map((cell, i) => [cell, i]))
  return {type: 'text', name, codes: Uint32Array.from(cells, cell => at.get(cell)!), dictionary}
}

export function source(...columns: readonly SourceColumn[]): SourceTable {
  const [first] = columns
  const rows = first === undefined ? 0 : first.type === 'text' ? first.codes.length : first.values.length
  return {rows, columns, source: {format: 'csv'}}
}

export interface InferParts {
  readonly name?: string
  readonly privacy?: Privacy
  readonly types?: InferSchemaOptions['types']
}

/** The verdict on one column. */
export function verdict(cells: readonly string[], parts: InferParts = {}): ColumnSchema {
  const {name = 'x', privacy = 'default', types = {}} = parts
  return inferSchema(source(text(name, cells)), {privacy, types}).columns[0]!
}

/** What a column's cells are after the way there and back. */
export function thereAndBack(cells: readonly string[], parts: InferParts = {}): string[] {
  const {name = 'x', privacy = 'low', types = {}} = parts
  const table = source(text(name, cells))
  const schema = inferSchema(table, {privacy, types})
  const place = {firstRow: 0, random: createRandom(1)}
  return cellsOf(decodeTable(encodeTable(table, schema), schema, place).columns[0]!)
}

export function cellsOf(column: SourceColumn): string[] {
  if (column.type === 'number' && column.decimals !== undefined) {
    const {most, least} = column.decimals
    return [...column.values].map(value => {
      const digits = Number.isNaN(value) ? '' : value.toFixed(most)
      return digits.replace(new RegExp(`(\\.\\d{${least}}\\d*?)0+$`), '$1').replace(/\.$/, '')
    })
  }
  if (column.type !== 'text') return [...column.values].map(String)
  return [...column.codes].map(code => column.dictionary[code]!)
}

/** `times` copies of the cells, one after the other. */
export const repeated = (cells: readonly string[], times: number): string[] =>
  Array.from({length: times}, () => cells).flat()
