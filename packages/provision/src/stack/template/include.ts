// A file that a template includes: one beside it, and neither a link nor anything else than a file.
import {lstatSync, readFileSync} from 'node:fs'
import {join} from 'node:path'

const MOST_BYTES = 2 ** 18

/**
 * `name` has no separator in it; `allowed.ts` saw to that.
 *
 * @throws Error that says why it is not read
 */
export function includeText(folder: string, name: string): string {
  if (/[/\\\0]|^\./.test(name)) throw new Error('an include is a file beside the template')
  const path = join(folder, name)
  const found = lstatSync(path, {throwIfNoEntry: false})
  if (found === undefined) throw new Error(`there is no file ${name} beside the template`)
  if (!found.isFile()) throw new Error(`${name} is a link or no file, and only files are included`)
  if (found.size > MOST_BYTES) throw new Error(`${name} must be shorter than ${MOST_BYTES / 1024} KiB`)
  return readFileSync(path, 'utf8')
}
