// Which file holds in a folder.
import {homedir} from 'node:os'
import type {Environment} from './check.ts'

/** Absolute; undefined where there is none. @throws InferError as `openConfig` when it looks for the file */
export async function holdingFile(folder: string, environment: Environment): Promise<string | undefined> {
  const {findConfig} = await import('./find.ts')
  return (await findConfig(folder, environment['HOME'] ?? homedir())).file
}
