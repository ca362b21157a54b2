// What of a schema asks for more than limits allow: columns, or a text without end.
import type {TableSchema} from '@inferloop/contract'
import {own} from './check.ts'
import type {Limits} from './limits.ts'

/** Too many columns, as a clause; looked for before any of them is checked. */
export function tooManyColumns(manifest: unknown, {columns: most}: Limits): string | undefined {
  const schema = own(Object(manifest) as object, 'schema')
  const columns = own(Object(schema) as object, 'columns')
  return Array.isArray(columns) && columns.length > most
    ? `its table has ${columns.length} columns, more than ${most}`
    : undefined
}

/** The first text that is too long, as a clause; undefined for none. What ids, texts and lists may become is judged by those who write them. */
export function schemaExcess({columns}: TableSchema, limits: Limits): string | undefined {
  for (const column of columns) {
    const {name, model: _, ...rest} = column as {name: string; model?: unknown}
    const said = `its column ${JSON.stringify(name.length > 60 ? `${name.slice(0, 57)}…` : name)}`
    const text = Math.max(name.length, longestText(rest))
    if (text > limits.textCharacters)
      return `${said} has a text of ${text} characters, more than ${limits.textCharacters}`
  }
  return undefined
}

function longestText(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 0
  let most = 0
  for (const one of Object.values(value)) most = Math.max(most, longestText(one))
  return most
}
