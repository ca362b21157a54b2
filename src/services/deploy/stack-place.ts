// Where a stack file lies: what is beside it belongs to it.
import {stat} from 'node:fs/promises'
import {dirname, relative, resolve} from 'node:path'
import {InferError} from '@inferloop/contract'

export interface StackPlace {
  readonly path: string
  /** Where relative paths of settings and hooks start, and where state is kept. */
  readonly folder: string
  readonly shown: string
}

/** A file of one of these is found without being named. */
export const USUAL_NAMES = ['stack.yaml', 'stack.yml', 'stack.json']

/** @throws InferError INFER_FILE_MISSING when no file is named and none of the usual names is there; INFER_OPTION when several are */
export async function stackPlace(file: string | undefined, cwd: string): Promise<StackPlace> {
  const path = resolve(cwd, file ?? (await usualName(cwd)))
  return {path, folder: dirname(path), shown: shownPath(path, cwd)}
}

/** From the current folder, where it lies below that. */
export function shownPath(path: string, cwd: string): string {
  const near = relative(cwd, path)
  return near.startsWith('..') ? path : near
}

async function usualName(cwd: string): Promise<string> {
  const found: string[] = []
  for (const name of USUAL_NAMES)
    if (
      await stat(resolve(cwd, name)).then(
        facts => facts.isFile(),
        () => false,
      )
    )
      found.push(name)
  const [only, other] = found
  if (only === undefined)
    throw new InferError('INFER_FILE_MISSING', {
      message: `There is no stack file here (${USUAL_NAMES.join(', ')}).`,
      suggestions: ['infer deploy template init bucket', 'infer deploy --file path/to/stack.yaml'],
    })
  if (other !== undefined)
    throw new InferError('INFER_OPTION', {
      message: `There are ${found.join(' and ')} here; which is meant?`,
      suggestions: [`--file ${only}`],
    })
  return only
}
