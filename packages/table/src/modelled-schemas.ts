// Which columns a generator learns: those with a distribution, and for the others whether there is a value at all.
import type {CategoricalSchema, ColumnSchema, ModelledSchema, TableSchema} from '@inferloop/contract'
import {listAsLabels} from './lists/list-labels.ts'

/** The one label of the column that tells for an id or a text whether it is there. */
export const PRESENT = 'present'

/** Schemas of the columns `encodeTable` gives, in order. */
export const modelledSchemas = (schema: TableSchema): ModelledSchema[] =>
  schema.columns.map(modelledSchema).filter(column => column !== undefined)

/** The token of a derived column's exceptions for cells that follow from others. */
const FOLLOWS = '(follows)'

export function modelledSchema(column: ColumnSchema): ModelledSchema | undefined {
  const learnt = column.derived?.learnt ?? 'hint'
  if (learnt === 'nothing') return undefined
  if (learnt === 'presence') return presence(column)
  switch (column.kind) {
    case 'numeric':
    case 'datetime':
    case 'categorical':
    case 'boolean': {
      const {derived, ...own} = column
      return derived?.learnt === 'exceptions' ? {...own, missing: [...column.missing, FOLLOWS]} : own
    }
    case 'id':
    case 'text':
      return column.missing.length === 0 ? undefined : presence(column)
    case 'list':
      return listAsLabels(column)
    case 'constant':
    case 'empty':
      return undefined
  }
}

const presence = ({name, evidence, missing}: ColumnSchema): CategoricalSchema => ({
  name,
  kind: 'categorical',
  evidence,
  missing,
  physical: 'text',
  categories: [PRESENT],
})
