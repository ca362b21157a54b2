// Several finished files get their names together, or none does.

export interface Finished {
  /** Whether a file that is there is replaced, which cannot be taken back. */
  readonly force: boolean
  commit(): Promise<unknown>
  takeBack(): Promise<void>
  abort(): Promise<void>
}

/**
 * New names first, for only they may turn out to be taken (INFER_OUTPUT_EXISTS): then those given so far are taken back, and
 * nothing that was there has been replaced yet.
 */
export async function commitTogether(files: readonly Finished[]): Promise<void> {
  const ordered = files.toSorted((a, b) => Number(a.force) - Number(b.force))
  try {
    for (const file of ordered) await file.commit()
  } catch (error) {
    for (const file of ordered) await file.takeBack()
    for (const file of ordered) await file.abort()
    throw error
  }
}
