// The door of the configuration room; importing it loads no parser.
/**
 * The configuration of infer: one schema, from which come types, checks, the JSON Schema for editors and the tables of
 * docs/configuration.md; where a file is found; what beats what.
 *
 * ```ts
 * const opened = await openConfig({folder: process.cwd(), environment: process.env})
 * const leaves = await opened.leavesOf('generate', typed)   // flags over INFER_* over the job over the file
 * ```
 *
 * Everything that needs zod, yaml or cosmiconfig is loaded when it is called for: importing this loads none of them.
 */
export {type ConfigText, editConfigText, parseConfigText, readConfigText} from './config-text.ts'
export {defineConfig} from './define-config.ts'
export type {Environment} from './check.ts'
export type {Facts} from './facts.ts'
export {type Hide, hideOf} from './hide.ts'
export {holdingFile} from './holding-file.ts'
export {type KeyFault, openKeyFault} from './key-fault.ts'
export {type Layer, type Leaf, type Origin, originSaid} from './leaf.ts'
export {type Opened, openConfig, type Where} from './open-config.ts'
export {OWN_KEYS} from './own-keys.ts'
export {everyKey, type KeyFacts, publishedSchema} from './published.ts'
export {openStrayVariables} from './other-variables.ts'
export {refuseUnset} from './refuse-unset.ts'
export type {Config} from './schema.ts'
export {SCHEMA_ADDRESS} from './schema-address.ts'
export type {SectionName} from './sections.ts'
