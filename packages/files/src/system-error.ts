// What a caught value tells: the code of a system error (`ENOENT`), and the words of any.

/** The code of an error of the operating system; undefined for any other. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** The code of any error that has one, such as those of Node itself (`ERR_STREAM_DESTROYED`). */
export function codeOf(error: unknown): string | undefined {
  const code = (error as {code?: unknown} | null | undefined)?.code
  return typeof code === 'string' ? code : undefined
}

export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
