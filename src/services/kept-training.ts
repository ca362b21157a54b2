// A file beside the output in which a long fit keeps where it stands, so that the same command goes on after a crash.
import {createHash} from 'node:crypto'
import {existsSync} from 'node:fs'
import {readFile, rm} from 'node:fs/promises'
import {errorCode, InferError, type Json, type Kept} from '@inferloop/contract'
import {openFileSink} from '@inferloop/files'

export interface KeptTraining extends Kept {
  readonly path: string
  /** When what was learnt is no longer needed. */
  readonly remove: () => Promise<void>
}

/**
 * `OUTPUT.DIGEST.training`: the digest, 12 hex digits of SHA-256, is that of everything that decides what is learnt, so that other
 * data or other options find nothing. A file that cannot be read counts as none; one that cannot be written is passed over.
 */
export function keptBeside(output: string, identity: Json): KeptTraining {
  const digest = createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 12)
  const path = `${output}.${digest}.training`
  return {
    path,
    every: 15_000,
    read: () => readFile(path).catch(() => undefined),
    async write(bytes) {
      const options = {force: true, flag: '--output', signal: new AbortController().signal} as const
      const sink = await openFileSink(path, options).catch(() => undefined)
      try {
        await sink?.write(bytes)
        await sink?.finish()
        await sink?.commit()
      } catch {
        await sink?.abort()
      }
    },
    remove: () => rm(path, {force: true}),
  }
}

/** What `work` gives; when a signal interrupts it and something of the training is kept, what is thrown says so. */
export async function sayingKept<T>(
  work: Promise<T>,
  kept: KeptTraining | undefined,
  signal: AbortSignal,
): Promise<T> {
  try {
    return await work
  } catch (error) {
    const isInterrupted = signal.aborted && errorCode(signal.reason) === 'INFER_INTERRUPTED'
    if (kept === undefined || !isInterrupted || !existsSync(kept.path)) throw error
    throw new InferError('INFER_INTERRUPTED', {
      message: `Interrupted; no table was written. How far the training was is kept in ${kept.path}.`,
      suggestions: ['run the same command again: the training goes on from there', `rm ${kept.path}`],
      cause: error,
    })
  }
}
