// The stacks that a folder remembers; one that is damaged keeps no other from being seen.
import {readdir, stat} from 'node:fs/promises'
import {errorCode, InferError, type Status} from '@inferloop/contract'
import {type Holder, type StackStatus, type StateStore, statusOf} from '@inferloop/provision'
import {stateOf, stateRoot} from './session.ts'
import {shownPath} from './stack-place.ts'

export interface ListedStack extends Pick<StackStatus, 'isNew' | 'target' | 'open' | 'unfinished'> {
  readonly name: string
  /** How many there are of each status. */
  readonly resources: Readonly<Partial<Record<Status, number>>>
  /** Who is at work. */
  readonly holder?: Holder
}

/** One that cannot be read. */
export interface SpoiltStack {
  readonly name: string
  readonly error: {
    readonly code: string
    readonly message: string
    readonly suggestions: readonly string[]
  }
}

export interface StackList {
  /** Folder of the state. */
  readonly folder: string
  readonly stacks: readonly (ListedStack | SpoiltStack)[]
}

/** Reads alone. @throws InferError INFER_FILE_MISSING for a folder that was named and is not there */
export async function listStacks(
  state: string | undefined,
  around: {readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>>},
): Promise<StackList> {
  const place = {folder: around.cwd}
  const root = stateRoot(place, {state}, around)
  const isThere = await stat(root).then(
    facts => facts.isDirectory(),
    () => false,
  )
  if (!isThere && state !== undefined)
    throw new InferError('INFER_FILE_MISSING', {
      message: `There is no folder ${state}.`,
      suggestions: ['infer deploy list', 'infer deploy list --state path/to/.infer/deploy'],
    })
  const store = await stateOf(place, {state}, around)
  const names = isThere ? await foldersOf(root, await store.list()) : []
  const stacks = await Promise.all(names.toSorted().map(name => stackOf(store, name)))
  return {folder: shownPath(root, around.cwd), stacks}
}

/** A file that somebody laid there is no stack. */
async function foldersOf(root: string, names: readonly string[]): Promise<readonly string[]> {
  const entries = await readdir(root, {withFileTypes: true})
  const files = new Set(entries.filter(entry => entry.isFile()).map(({name}) => name))
  return names.filter(name => !files.has(name))
}

async function stackOf(store: StateStore, name: string): Promise<ListedStack | SpoiltStack> {
  try {
    const {isNew, target, open, unfinished, resources} = statusOf(await store.read(name))
    const holder = await store.holder(name)
    const counts: Partial<Record<Status, number>> = {}
    for (const {status} of resources) counts[status] = (counts[status] ?? 0) + 1
    return {name, isNew, target, resources: counts, open, unfinished, ...(holder && {holder})}
  } catch (error) {
    const code = errorCode(error)
    if (code === undefined) throw error
    const {message, suggestions} = error as InferError
    return {name, error: {code, message, suggestions}}
  }
}
