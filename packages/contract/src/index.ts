// The words infer and its plugins share: types, define functions, hook names, the error class. Imports nothing.
export * from './errors.ts'
export * from './generator.ts'
export * from './hooks.ts'
export * from './run-context.ts'
export * from './schema.ts'
export * from './source.ts'
export * from './table.ts'
