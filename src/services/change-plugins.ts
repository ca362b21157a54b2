// Links and removes plugins by oclif's own commands, whose errors become ours.
import {readFile, stat} from 'node:fs/promises'
import {join, resolve} from 'node:path'
import {errorCode, InferError, nearest} from '@inferloop/contract'
import type {Config} from '@oclif/core/config'
import preinstall from '../hooks/plugins-preinstall.ts'

export interface Linked {
  readonly plugin: string
  readonly version: string
  /** Absolute. */
  readonly folder: string
}

interface Manifest {
  readonly name?: unknown
  readonly version?: unknown
  readonly oclif?: unknown
}

/** @throws InferError INFER_FILE_MISSING, INFER_FILE_UNREADABLE; INFER_INSTALL_FAILED for a folder that is no plugin */
export async function linkPlugin(path: string, flags: readonly string[], host: Config): Promise<Linked> {
  const folder = resolve(path)
  const {name, version, oclif} = await manifestOf(path, folder)
  if (typeof name !== 'string' || typeof oclif !== 'object' || oclif === null)
    throw new InferError('INFER_INSTALL_FAILED', {
      message: `${path} could not be linked: its package.json has no ${typeof name === 'string' ? '"oclif"' : '"name"'}, so it is no plugin.`,
      suggestions: ['docs/writing-a-generator.md shows what a plugin has'],
    })
  await preinstall({plugin: {name}})
  const {commands} = await import('@oclif/plugin-plugins')
  const link = new commands['plugins:link']([folder, ...flags], host)
  await link.run().catch((cause: unknown) => {
    throw failed(`${path} could not be linked`, `infer plugins link ${path} --no-install`, cause)
  })
  return {plugin: name, version: String(version), folder}
}

async function manifestOf(path: string, folder: string): Promise<Manifest> {
  const file = join(folder, 'package.json')
  const missing = (what: string) =>
    new InferError('INFER_FILE_MISSING', {
      message: `${path} could not be linked: ${what}.`,
      suggestions: ['name the folder that holds the package.json of the plugin'],
    })
  if ((await stat(folder).catch(() => undefined))?.isDirectory() !== true)
    throw missing('there is no such folder')
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'ENOENT' ? missing('it has no package.json') : unreadable(path, cause)
  })
  try {
    return Object(JSON.parse(text)) as Manifest
  } catch (cause) {
    throw unreadable(path, cause)
  }
}

const unreadable = (path: string, cause: unknown): InferError =>
  new InferError('INFER_FILE_UNREADABLE', {
    message: `${path} could not be linked: its package.json cannot be read (${(cause as Error).message}).`,
    suggestions: [`mend ${join(path, 'package.json')}`],
    cause,
  })

/**
 * Names of those removed.
 *
 * @throws InferError INFER_OPTION for one that is not installed, or comes along; INFER_INSTALL_FAILED
 */
export async function uninstallPlugins(
  names: readonly string[],
  flags: readonly string[],
  host: Config,
): Promise<string[]> {
  const before = await installedIn(host)
  const {commands} = await import('@oclif/plugin-plugins')
  for (const name of names) {
    const uninstall = new commands['plugins:uninstall']([name, ...flags], host)
    await uninstall.run().catch((cause: unknown) => {
      const isThere = !/ is (not installed|installed via plugin )/.test((cause as Error).message)
      throw isThere
        ? failed(`${name} could not be removed`, `infer plugins uninstall ${name} --verbose`, cause)
        : absent(name, before, host)
    })
  }
  const after = await installedIn(host)
  return before.filter(name => !after.includes(name))
}

/** Those a user installed or linked, also such as do not load. */
async function installedIn({dataDir}: Config): Promise<string[]> {
  const text = await readFile(join(dataDir, 'package.json'), 'utf8').catch(() => '{}')
  const {oclif} = JSON.parse(text) as {oclif?: {plugins?: readonly (string | {readonly name: string})[]}}
  return (oclif?.plugins ?? []).map(plugin => (typeof plugin === 'string' ? plugin : plugin.name))
}

function absent(name: string, installed: readonly string[], host: Config): InferError {
  const comesAlong = host.getPluginsList().some(plugin => plugin.name === name && plugin.type !== 'user')
  if (comesAlong)
    return new InferError('INFER_OPTION', {
      message: `${name} comes along with infer and cannot be removed.`,
      suggestions: ['infer plugins lists those you installed'],
    })
  const near = nearest(name, installed)
  const there = installed.length === 0 ? 'none is' : `installed: ${installed.join(', ')}`
  return new InferError('INFER_OPTION', {
    message: `No plugin ${JSON.stringify(name)} is installed (${there}).`,
    suggestions: [near === undefined ? 'infer plugins' : `infer plugins uninstall ${near}`],
  })
}

function failed(what: string, next: string, cause: unknown): unknown {
  if (errorCode(cause) !== undefined) return cause
  const reason = (cause as Error).message
    .replace(/^.*npm-cli\.js.* exited with code/s, 'npm ended with status')
    .replace(/\.$/, '')
  return new InferError('INFER_INSTALL_FAILED', {message: `${what}: ${reason}.`, suggestions: [next], cause})
}
