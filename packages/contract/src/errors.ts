// The one error class users meet on purpose: a code, what was wrong with which value, what to type next.
// Printed by oclif, which reads `code`, `suggestions` and `oclif.exit` from any Error. Bugs stay plain Errors.

/** Exit codes of the whole tool. */
export const EXIT = {done: 0, bug: 1, input: 2, gate: 3, plugin: 4, outside: 5, interrupted: 130} as const

/** Every code, with the exit status it ends in. docs/errors.md explains each; a test compares the two. */
export const ERRORS = {
  INFER_FILE_MISSING: EXIT.input,
  INFER_FILE_IS_FOLDER: EXIT.input,
  INFER_FILE_UNREADABLE: EXIT.input,
  INFER_FILE_EMPTY: EXIT.input,
  INFER_FILE_BINARY: EXIT.input,
  INFER_FILE_FORMAT: EXIT.input,
  INFER_CSV_RAGGED: EXIT.input,
  INFER_CSV_QUOTE: EXIT.input,
  INFER_CSV_HEADER: EXIT.input,
  INFER_TABLE_NO_ROWS: EXIT.input,
  INFER_TABLE_ONE_ROW: EXIT.input,
  INFER_PARQUET_DAMAGED: EXIT.input,
  INFER_ARROW_DAMAGED: EXIT.input,
  INFER_JSON_SYNTAX: EXIT.input,
  INFER_PACKING_DAMAGED: EXIT.input,
  INFER_TOO_LARGE: EXIT.input,
  INFER_COLUMN_UNKNOWN: EXIT.input,
  INFER_OPTION: EXIT.input,
  INFER_ROWS: EXIT.input,
  INFER_CONFIG: EXIT.input,
  INFER_OUTPUT_EXISTS: EXIT.input,
  INFER_OUTPUT_UNWRITABLE: EXIT.input,
  INFER_DISK_FULL: EXIT.input,
  INFER_MEMORY_FULL: EXIT.input,
  INFER_MODEL_DAMAGED: EXIT.input,
  INFER_MODEL_FOREIGN: EXIT.input,
  INFER_MODEL_VERSION: EXIT.input,
  INFER_MODEL_LIMIT: EXIT.input,
  INFER_TRAINING_DIVERGED: EXIT.input,
  INFER_SCHEMA_MISMATCH: EXIT.input,
  INFER_STACK: EXIT.input,
  INFER_PROVIDER_LACKS: EXIT.input,
  INFER_TARGET_MISMATCH: EXIT.input,
  INFER_PLAN_STALE: EXIT.input,
  INFER_DEPLOY_PROTECTED: EXIT.input,
  INFER_STATE_DAMAGED: EXIT.input,
  INFER_STATE_VERSION: EXIT.input,
  INFER_REPORT_FOREIGN: EXIT.input,
  INFER_GENERATOR_UNKNOWN: EXIT.plugin,
  INFER_PROVIDER_UNKNOWN: EXIT.plugin,
  INFER_PLUGIN_BROKEN: EXIT.plugin,
  INFER_PLUGIN_INCOMPATIBLE: EXIT.plugin,
  INFER_ONNX_UNAVAILABLE: EXIT.plugin,
  INFER_PROVIDER_REFUSED: EXIT.outside,
  INFER_PROVIDER_UNREACHABLE: EXIT.outside,
  INFER_DEPLOY_FAILED: EXIT.outside,
  INFER_STATE_LOCKED: EXIT.outside,
  INFER_STATE_FENCED: EXIT.outside,
  INFER_WRITE_FAILED: EXIT.outside,
  INFER_INSTALL_FAILED: EXIT.outside,
  INFER_INTERRUPTED: EXIT.interrupted,
  INFER_BUG: EXIT.bug,
} as const

export type ErrorCode = keyof typeof ERRORS

export interface ErrorParts {
  /** What was wrong, where (file, line, column, key), with which value. One or two sentences. */
  readonly message: string
  /** What to type or change next; at least one. */
  readonly suggestions: readonly string[]
  readonly cause?: unknown
}

export class InferError extends Error {
  readonly code: ErrorCode
  readonly suggestions: string[]
  readonly oclif: {readonly exit: number}

  constructor(code: ErrorCode, parts: ErrorParts) {
    super(parts.message, parts.cause === undefined ? {} : {cause: parts.cause})
    this.name = 'InferError'
    this.code = code
    this.suggestions = [...parts.suggestions]
    this.oclif = {exit: ERRORS[code]}
  }
}

/** The code of an InferError, also of one thrown by another copy of this package; undefined for other errors. */
export function errorCode(error: unknown): ErrorCode | undefined {
  const code = (error as {code?: unknown} | null | undefined)?.code
  return typeof code === 'string' && Object.hasOwn(ERRORS, code) ? (code as ErrorCode) : undefined
}
