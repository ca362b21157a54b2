// The programs a stack runs, and whether they are there.
import {constants} from 'node:fs'
import {access, stat} from 'node:fs/promises'
import {delimiter, join, resolve} from 'node:path'
import type {Hook, Stack} from '@inferloop/provision'
import {openRemembered, type StackChoice, type Surroundings} from './session.ts'

export interface StackHook {
  /** Null for those of the whole stack. */
  readonly resource: string | null
  readonly when: Hook['when']
  readonly of: Hook['of']
  /** The program and its words. */
  readonly run: readonly string[]
  readonly timeoutSeconds: number
  /** Where the program lies; null where there is none of that name. */
  readonly program: string | null
}

export interface HooksResult {
  readonly file: string
  readonly stack: string
  readonly hooks: readonly StackHook[]
}

const DEFAULT_SECONDS = 60

type Environment = Readonly<Record<string, string | undefined>>

/** @throws InferError of `openRemembered` */
export async function hooks(choice: StackChoice, around: Surroundings): Promise<HooksResult> {
  const {place, stack} = await openRemembered(choice, around)
  return {
    file: place.shown,
    stack: stack.name,
    hooks: await hooksOf(stack, place.folder, around.env),
  }
}

/** Those of the stack first, then of its resources, in the order of the file. */
export async function hooksOf(stack: Stack, folder: string, env: Environment): Promise<readonly StackHook[]> {
  const all = [
    ...stack.hooks.map(hook => ({hook, resource: null})),
    ...stack.resources.flatMap(({name, hooks: its = []}) => its.map(hook => ({hook, resource: name}))),
  ]
  return Promise.all(
    all.map(async ({hook: {when, of, run, timeoutSeconds = DEFAULT_SECONDS}, resource}) => ({
      resource,
      when,
      of,
      run,
      timeoutSeconds,
      program: (await programAt(run[0], folder, env)) ?? null,
    })),
  )
}

/** As the system looks for it: a name in the folders of PATH, a path from the stack file’s folder. */
async function programAt(name: string, folder: string, env: Environment): Promise<string | undefined> {
  const isPath = /[\\/]/.test(name)
  const folders = isPath ? [folder] : (env['PATH'] ?? '').split(delimiter).filter(Boolean)
  const endings = process.platform === 'win32' ? ['', ...(env['PATHEXT'] ?? '.EXE').split(';')] : ['']
  for (const one of folders)
    for (const ending of endings) {
      const path = isPath ? resolve(one, name + ending) : join(one, name + ending)
      if (await canRun(path)) return path
    }
  return undefined
}

async function canRun(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}
