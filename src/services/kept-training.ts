// A file beside the output in which a long fit keeps where it stands, so that the same command goes on after a crash.
import {createHash} from 'node:crypto'
import {existsSync} from 'node:fs'
import {lstat, readdir, readFile, rm, stat} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'
import {errorCode, InferError, type Json, type Kept} from '@inferloop/contract'
import {openFileSink} from '@inferloop/files'

export interface KeptTraining extends Kept {
  readonly path: string
  /** When what was learnt is no longer needed: also what earlier trainings for this output left. */
  readonly remove: () => Promise<void>
}

export interface KeepOptions {
  /** Milliseconds from one writing to the next, at least; 15,000 by default. */
  readonly every?: number
  /** Told once, when it cannot be written. */
  readonly log: (line: string) => void
}

/**
 * `OUTPUT.DIGEST.training`: the digest, 12 hex digits of SHA-256, is that of everything that decides what is learnt, so that other
 * data or other options find nothing. A file that cannot be read counts as none, and links are not followed; one that cannot be written
 * does no harm to the fit. Undefined where the output is a device or a pipe.
 */
export async function keptBeside(
  output: string,
  identity: Json,
  {every = 15_000, log}: KeepOptions,
): Promise<KeptTraining | undefined> {
  const found = await stat(output).catch(() => undefined)
  if (found !== undefined && !found.isFile()) return undefined
  const digest = createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 12)
  const path = `${output}.${digest}.training`
  let isLogged = false
  const isOurs = async () => (await lstat(path).catch(() => undefined))?.isFile() !== false
  return {
    path,
    every,
    read: async () => ((await isOurs()) ? readFile(path).catch(() => undefined) : undefined),
    async write(bytes) {
      try {
        if (!(await isOurs())) throw new Error('something else has its name')
        await replace(path, bytes)
      } catch (error) {
        if (!isLogged)
          log(`${path} cannot be written, a crash would lose the training: ${(error as Error).message}`)
        isLogged = true
      }
    },
    async remove() {
      const name = basename(output)
      const folder = dirname(output)
      for (const other of await readdir(folder))
        if (other.startsWith(`${name}.`) && LEFT.test(other.slice(name.length)))
          await rm(join(folder, other), {force: true})
    },
  }
}

/** What is left of trainings behind the output's name, finished files and those a crash interrupted. */
const LEFT = /^\.[0-9a-f]{12}\.training(\.\d+\.partial)?$/

async function replace(path: string, bytes: Uint8Array): Promise<void> {
  const sink = await openFileSink(path, {force: true, flag: '--output', signal: new AbortController().signal})
  try {
    await sink.write(bytes)
    await sink.finish()
    await sink.commit()
  } catch (error) {
    await sink.abort()
    throw error
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
