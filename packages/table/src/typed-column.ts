// Texts back to the physical type the input had.
import type {ColumnSchema, SourceColumn} from '@inferloop/contract'
import {typedFormat} from './census.ts'
import {datetimeParser} from './dates/parse-datetime.ts'

/** The column whose cell i reads `dictionary[codes[i]]`; in typed columns `''` is null. */
export function typedColumn(
  {name, physical}: ColumnSchema,
  codes: Uint32Array,
  dictionary: readonly string[],
): SourceColumn {
  if (physical === 'text') return {type: 'text', name, codes, dictionary}
  if (physical === 'boolean') {
    const truths = dictionary.map(text => (text === '' ? 2 : text === 'true' ? 1 : 0))
    return {type: 'boolean', name, values: Uint8Array.from(codes, code => truths[code]!)}
  }
  const isNumber = physical === 'integer' || physical === 'float'
  const parse = isNumber ? Number : datetimeParser(typedFormat(physical))
  const ofText = Float64Array.from(dictionary, text => (text === '' ? Number.NaN : parse(text)))
  const values = new Float64Array(codes.length)
  for (let i = 0; i < codes.length; i++) values[i] = ofText[codes[i]!]!
  return isNumber ? {type: 'number', name, values, physical} : {type: 'datetime', name, values, physical}
}
