// The state of stacks in a folder of this machine, as the commands open it.
import {randomUUID} from 'node:crypto'
import {homedir} from 'node:os'
import {join, resolve} from 'node:path'
import type {Clock} from '@inferloop/contract'
import {localStorage} from './local-storage.ts'
import {nodeDisk} from './node-disk.ts'
import {openState} from './open-state.ts'
import type {StateStore} from './store.ts'
import {thisProcess} from './this-process.ts'

export interface LocalState {
  /** `.infer/deploy` by default of the commands; made, with the folders above it, when a stack is first opened. */
  readonly root: string
  /** XDG_STATE_HOME says where the inbox is; `~/.local/state` without it. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
}

export async function localState({root, env, clock}: LocalState): Promise<StateStore> {
  const inbox = join(env['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state'), 'infer', 'inbox')
  return openState({
    storage: localStorage(resolve(root), nodeDisk, randomUUID),
    inbox: localStorage(resolve(inbox), nodeDisk, randomUUID),
    clock,
    self: await thisProcess(),
    newId: randomUUID,
  })
}
