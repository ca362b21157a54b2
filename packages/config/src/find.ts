// Where the configuration is: in the folder, those above it, and home. Files of other people, and code of other folders, are passed over.
import {constants} from 'node:fs'
import {access, lstat, stat} from 'node:fs/promises'
import {basename, dirname, extname, isAbsolute, join, relative, resolve} from 'node:path'
import {errorCode, InferError} from '@inferloop/contract'
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

const ELSEWHERE = 'it is code, and runs only in its own folder or named with --config'

/** Larger ones are not read to look for a configuration in them. */
const MOST_BYTES = 16e6

/** @throws InferError INFER_FILE_UNREADABLE for one in the folder that may not be read, or is no file */
export async function findConfig(folder: string, home: string): Promise<Found> {
  const passedOver: PassedOver[] = []
  const [own, base] = [resolve(folder), resolve(home)]
  try {
    for (const place of placesAbove(own, base)) {
      const names = await admissible(place, place === own, passedOver)
      const isHome = place === base
      if (names.length === 0 && !isHome) continue
      // Beside home cosmiconfig looks into the folder of settings, `~/.config/infer` on Linux.
      const found = await explorer(names, place, isHome ? 'global' : 'none', passedOver).search(place)
      if (found !== null) return {file: found.filepath, passedOver}
    }
    return {file: undefined, passedOver}
  } catch (error) {
    if (errorCode(error) !== undefined) throw error
    throw faulty([{path: [], what: `cannot be looked for: ${(error as Error).message}`, place: folder}])
  }
}

/** The folder and those above it, up to home where it is within home, and home. */
function placesAbove(own: string, home: string): readonly string[] {
  const fromHome = relative(home, own)
  const inHome = !fromHome.startsWith('..') && !isAbsolute(fromHome)
  const places = [own]
  for (let at = own; at !== dirname(at) && !(inHome && at === home); ) places.push((at = dirname(at)))
  return inHome ? places : [...places, home]
}

/** What may be read of a folder: files of ours, and code of the folder itself alone. Pipes would be waited for without an end. */
async function admissible(folder: string, isOwn: boolean, passedOver: PassedOver[]): Promise<string[]> {
  const names: string[] = []
  for (const name of PLACES) {
    const path = join(folder, name)
    const link = await lstat(path).catch(() => undefined)
    if (link === undefined) continue
    const isNpms = name === 'package.json'
    const file = await stat(path).catch((error: NodeJS.ErrnoException) => {
      if (isOwn && !isNpms && error.code === 'ELOOP') throw error
      return undefined
    })
    if (file?.isFile() !== true || file.size > MOST_BYTES) {
      if (isOwn && !isNpms) throw noFile(path, name)
      continue
    }
    if (isOwn && !isNpms) await access(path, constants.R_OK).catch(() => readText(path, name))
    const foreign = [link.uid, file.uid].some(isStranger)
    const why =
      !isOwn && isCode(name)
        ? ELSEWHERE
        : foreign && (!isOwn || isCode(name))
          ? 'it belongs to another user; name it with --config if you trust it'
          : undefined
    if (why === undefined) names.push(name)
    else if (!isNpms) passedOver.push({file: path, why})
  }
  return names
}

/** Who can write a file could make us replace others. */
function isStranger(uid: number): boolean {
  const me = process.getuid?.()
  return me !== undefined && uid !== me && uid !== 0
}

const noFile = (path: string, name: string): InferError =>
  new InferError('INFER_FILE_UNREADABLE', {
    message: `The configuration file ${name} cannot be read: it is no file, leads nowhere, or is larger than 16 MB.`,
    suggestions: [`ls -l ${path}`, '--no-config'],
  })

function explorer(
  searchPlaces: readonly string[],
  folder: string,
  searchStrategy: 'none' | 'global',
  passedOver: PassedOver[],
) {
  const usable = async (file: string): Promise<{readonly file: string} | null> => {
    if (dirname(file) === folder || !isCode(file)) return {file}
    passedOver.push({file, why: ELSEWHERE})
    return null
  }
  return new Explorer({
    moduleName: 'infer',
    searchPlaces: [...searchPlaces],
    searchStrategy,
    stopDir: folder,
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
}

/** A package.json that is no JSON is npm's affair, not ours. */
function hasProperty(text: string): boolean {
  try {
    return Object.hasOwn(JSON.parse(text.replace(/^\ufeff/, '')) as object, 'infer')
  } catch {
    return false
  }
}
