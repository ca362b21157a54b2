// Where editors find the JSON Schema of stack files.
export const SCHEMA_ADDRESS =
  'https://raw.githubusercontent.com/inferloop/infer/main/packages/provision/stack.schema.json'
