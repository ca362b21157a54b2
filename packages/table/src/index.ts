// Tables in memory: what their columns mean, the way to what generators learn from, and the way back to cells.
export {formatDatetime, parseDatetime} from './dates/datetime-format.ts'
export {decodeTable} from './decode-table.ts'
export type {BatchPlace} from './decode-table.ts'
export {encodeTable} from './encode-table.ts'
export {inferSchema} from './infer-schema.ts'
export type {InferSchemaOptions} from './infer-schema.ts'
export {modelledSchemas} from './modelled-schemas.ts'
export {formatNumber, parseNumber, PLAIN_FORMAT} from './numbers/number-format.ts'
