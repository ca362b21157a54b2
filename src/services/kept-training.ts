// A file beside the output in which a long fit keeps where it stands, so that the same command goes on after a crash.
import {createHash, randomUUID} from 'node:crypto'
import {open, readFile, rename, rm} from 'node:fs/promises'
import type {Json, Kept} from '@inferloop/contract'

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
      const unfinished = `${path}.${randomUUID()}.part`
      try {
        const file = await open(unfinished, 'wx')
        try {
          await file.writeFile(bytes)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(unfinished, path)
      } catch {
        await rm(unfinished, {force: true}).catch(() => undefined)
      }
    },
    remove: () => rm(path, {force: true}),
  }
}
