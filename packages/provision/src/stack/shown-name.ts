// A file as messages name it: from the current folder where that is shorter.
import {relative} from 'node:path'

export function shownName(path: string, folder: string): string {
  const near = relative(folder, path)
  return near.length < path.length && near !== '' ? near : path
}
