// The JSON Schema that editors complete and check against. Where a number or a word is wanted, ${NAME} will do too.
import {z} from 'zod'
import {schema} from './schema.ts'
import {SCHEMA_ADDRESS} from './schema-address.ts'

const REFERENCE = {type: 'string', pattern: '\\$\\{[A-Za-z_][A-Za-z0-9_]*(:-[^}]*)?\\}'}

export function jsonSchema(): unknown {
  const made = z.toJSONSchema(schema, {
    target: 'draft-07',
    io: 'input',
    override({jsonSchema: node}) {
      const {type, pattern, enum: values} = node
      const isText = type === 'string' && pattern === undefined && values === undefined
      if (
        isText ||
        !['string', 'number', 'integer', 'boolean'].includes(String(type)) ||
        node.const !== undefined
      )
        return
      const {description, default: unset, ...rest} = node
      for (const name of Object.keys(node)) delete node[name]
      Object.assign(node, {anyOf: [rest, REFERENCE]})
      if (description !== undefined) node.description = description
      if (unset !== undefined) node.default = unset
    },
  })
  return {...made, $id: SCHEMA_ADDRESS}
}
