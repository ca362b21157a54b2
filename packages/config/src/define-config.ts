// infer.config.ts: the types of a configuration for editors and the compiler.
import type {Config} from './schema.ts'

/**
 * What it was given, with its type checked.
 *
 * ```ts
 * import {defineConfig} from '@inferloop/cli'
 * export default defineConfig({version: 1, generate: {rows: 1000}})
 * ```
 */
export const defineConfig = (config: Config): Config => config
