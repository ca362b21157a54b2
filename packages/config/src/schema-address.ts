// Where editors find the JSON Schema.

export const SCHEMA_ADDRESS =
  'https://raw.githubusercontent.com/inferloop/infer/main/packages/config/infer.config.schema.json'
