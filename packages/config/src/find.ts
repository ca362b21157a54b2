// Where the configuration is: in the folder, those above it, and home. Files of other people, and code of other folders, are passed over.
import {constants} from 'node:fs'
import {access, stat} from 'node:fs/promises'
import {basename, dirname, extname, isAbsolute, join, relative, resolve} from 'node:path'
import {errorCode} from '@inferloop/contract'
import * as cosmiconfig from 'cosmiconfig/dist/Explorer.js'
import type {Options} from 'cosmiconfig'
import {faulty} from './fault.ts'
import {readText} from './read-text.ts'

const DATA = ['infer.config.yaml', 'infer.config.yml', 'infer.config.json']
const CODE = ['infer.config.ts', 'infer.config.js', 'infer.config.mjs', 'infer.config.cjs']
/** In each folder, from the first looked for to the last. */
const PLACES = [...DATA, ...CODE, '.inferrc', 'package.json']

/**
 * cosmiconfig's way through folders. Its public door reads settings of its own first, from the current folder's `.config/config.js`
 * and package.json: it would run code that nobody named, and end for a package.json that is no JSON. What is behind that door has no
 * types, and our package.json names its exact version.
 */
const {Explorer} = cosmiconfig as unknown as {
  readonly Explorer: new (
    options: Options & {readonly moduleName: string},
  ) => {search(from: string): Promise<{readonly filepath: string} | null>}
}

export interface PassedOver {
  readonly file: string
  readonly why: string
}

export interface Found {
  /** Absolute; undefined when there is none. */
  readonly file: string | undefined
  readonly passedOver: readonly PassedOver[]
}

export const isCode = (file: string): boolean => /^\.[mc]?[jt]s$/.test(extname(file))

/** @throws InferError INFER_FILE_UNREADABLE for one in the folder that may not be read */
export async function findConfig(folder: string, home: string): Promise<Found> {
  const passedOver: PassedOver[] = []
  const own = resolve(folder)
  const usable = async (file: string): Promise<{readonly file: string} | null> => {
    if (dirname(file) === own) return {file}
    const why = isCode(file)
      ? 'it is code, and runs only in its own folder or named with --config'
      : await strangers(file)
    if (why === undefined) return {file}
    passedOver.push({file, why})
    return null
  }
  for (const name of [...DATA, ...CODE, '.inferrc']) await refuseUnreadable(join(own, name), name)
  const explorer = (stopDir: string) =>
    new Explorer({
      moduleName: 'infer',
      searchPlaces: PLACES,
      searchStrategy: 'global',
      stopDir,
      cache: false,
      ignoreEmptySearchPlaces: false,
      mergeImportArrays: true,
      mergeSearchPlaces: true,
      transform: result => result,
      loaders: {
        ...Object.fromEntries(
          ['.yaml', '.yml', '.ts', '.js', '.mjs', '.cjs', 'noExt'].map(ending => [ending, usable]),
        ),
        // Of a package.json cosmiconfig takes the property of our name.
        '.json': async (file: string, text: string) => {
          if (basename(file) !== 'package.json') return usable(file)
          return text.includes('"infer"') && hasProperty(text) ? {infer: await usable(file)} : {}
        },
      },
    })
  const fromHome = relative(home, own)
  const inHome = !fromHome.startsWith('..') && !isAbsolute(fromHome)
  const search = async (from: string, stopDir: string) => {
    const result = await explorer(stopDir).search(from)
    return result === null ? undefined : result.filepath
  }
  try {
    const file = (await search(own, inHome ? home : '/')) ?? (inHome ? undefined : await search(home, home))
    return {file, passedOver}
  } catch (error) {
    if (errorCode(error) !== undefined) throw error
    throw faulty([{path: [], what: `cannot be looked for: ${(error as Error).message}`, place: folder}])
  }
}

/** A package.json that is no JSON is npm's affair, not ours. */
function hasProperty(text: string): boolean {
  try {
    return Object.hasOwn(JSON.parse(text.replace(/^\ufeff/, '')) as object, 'infer')
  } catch {
    return false
  }
}

/** Why a file above the folder is not read: who can write there could make us replace files. */
async function strangers(file: string): Promise<string | undefined> {
  const me = process.getuid?.()
  if (me === undefined) return undefined
  const {uid} = await stat(file)
  return uid === me || uid === 0
    ? undefined
    : 'it belongs to another user; name it with --config if you trust it'
}

/** cosmiconfig goes on where a file may not be read, and its settings would be left out in silence. */
async function refuseUnreadable(path: string, name: string): Promise<void> {
  try {
    await access(path, constants.F_OK)
  } catch {
    return
  }
  await access(path, constants.R_OK).catch(() => readText(path, name))
}
