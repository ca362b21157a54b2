// Maps as YAML and JSON have them.

export type AnyMap = Readonly<Record<string, unknown>>

export const isMap = (value: unknown): value is AnyMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
