// `infer info`: what is installed, what a generator can be told, which models lie in a folder and what they know.
import {readdir, stat} from 'node:fs/promises'
import {availableParallelism} from 'node:os'
import {join} from 'node:path'
import {errorCode, InferError, type OptionSpec} from '@inferloop/contract'
import {type Manifest, readManifest} from '@inferloop/model-file'
import type {Collected, Complaint} from '../registry/collect.ts'
import type {CollectedAll} from '../registry/collect-all.ts'
import {findGenerator} from '../registry/find-offer.ts'
import {DEFAULT_GENERATOR} from '../registry/generators.ts'
import {version} from './version.ts'

export interface Info {
  readonly infer: string
  readonly node: string
  readonly platform: string
  readonly processors: number
  readonly generators: readonly {
    readonly name: string
    readonly summary: string
    readonly plugin: string
    readonly version: string
    readonly default: boolean
  }[]
  /** Clouds and hosts to deploy to. */
  readonly providers: readonly {
    readonly name: string
    readonly summary: string
    readonly plugin: string
    readonly version: string
  }[]
  readonly notLoaded: readonly Complaint[]
}

export function installed({generators, providers, complaints}: CollectedAll): Info {
  return {
    infer: version,
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    processors: availableParallelism(),
    generators: generators.map(({descriptor: {name, summary}, plugin = '', version: its}) => ({
      name,
      summary,
      plugin,
      version: its,
      default: name === DEFAULT_GENERATOR,
    })),
    providers: providers.map(({descriptor: {name, summary}, plugin = '', version: its}) => ({
      name,
      summary,
      plugin,
      version: its,
    })),
    notLoaded: complaints,
  }
}

export interface GeneratorInfo {
  readonly name: string
  readonly summary: string
  readonly plugin: string
  readonly version: string
  readonly options: readonly OptionSpec[]
}

/** @throws InferError INFER_GENERATOR_UNKNOWN */
export function generatorInfo(collected: Collected, name: string): GeneratorInfo {
  const {descriptor, plugin = '', version: its} = findGenerator(collected, name)
  const {summary, options} = descriptor
  return {name, summary, plugin, version: its, options}
}

export interface ModelInfo {
  readonly path: string
  readonly bytes: number
  readonly savedAt: string
  readonly manifest: Omit<Manifest, 'arrays' | 'meta'>
}

/** @throws InferError as `readManifest` of packages/model-file */
export async function modelInfo(path: string): Promise<ModelInfo> {
  const {arrays: _, meta: __, ...manifest} = await readManifest(path)
  const {size, mtime} = await stat(path)
  return {path, bytes: size, savedAt: mtime.toISOString(), manifest}
}

export interface ModelsInfo {
  readonly folder: string
  readonly models: readonly ModelInfo[]
  /** Files named like models that cannot be read, and why. */
  readonly unreadable: readonly {readonly path: string; readonly code: string; readonly reason: string}[]
}

/** Every `*.infer` of a folder, by name. @throws InferError INFER_FILE_MISSING, INFER_FILE_UNREADABLE, INFER_OPTION when it is a file */
export async function modelsIn(folder: string): Promise<ModelsInfo> {
  const names = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    throw folderFault(folder, cause)
  })
  const models: ModelInfo[] = []
  const unreadable: {path: string; code: string; reason: string}[] = []
  for (const name of names.filter(one => /\.infer$/i.test(one)).toSorted()) {
    const path = join(folder, name)
    try {
      models.push(await modelInfo(path))
    } catch (error) {
      const code = errorCode(error)
      if (code === undefined) throw error
      unreadable.push({path, code, reason: (error as Error).message})
    }
  }
  return {folder, models, unreadable}
}

function folderFault(folder: string, cause: NodeJS.ErrnoException): InferError {
  if (cause.code === 'ENOTDIR') {
    return new InferError('INFER_OPTION', {
      message: `${folder} is a file, not a folder.`,
      suggestions: [`infer info model ${folder}`],
      cause,
    })
  }
  if (cause.code === 'ENOENT') {
    return new InferError('INFER_FILE_MISSING', {
      message: `There is no folder ${folder}.`,
      suggestions: ['infer info models .'],
      cause,
    })
  }
  const denied = cause.code === 'EACCES' || cause.code === 'EPERM'
  return new InferError('INFER_FILE_UNREADABLE', {
    message: `${folder} cannot be read: ${denied ? 'the system does not allow it' : cause.message}.`,
    suggestions: [`ls -ld ${folder}`],
    cause,
  })
}
