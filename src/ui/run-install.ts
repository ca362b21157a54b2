// `infer plugins install` between its flags and its service.
import {existsSync} from 'node:fs'
import {resolve} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {InferError} from '@inferloop/contract'
import type {Config} from '@oclif/core/config'
import {type Installed, installPlugins} from '../services/install-plugins.ts'
import {onStderr, onStdout} from './theme.ts'
import {printable} from './printable.ts'

interface InstallFlags {
  readonly 'allow-scripts': boolean
  readonly force: boolean
  readonly json: boolean
  readonly quiet: boolean
  readonly verbose: boolean
}

/** @throws InferError INFER_OPTION for an option nobody knows and what is no package; INFER_FILE_MISSING; as `installPlugins` */
export async function runInstall(
  names: readonly string[],
  {force, json, quiet, verbose, 'allow-scripts': allowScripts}: InstallFlags,
  host: Config,
): Promise<{readonly installed: readonly Installed[]; readonly text: string}> {
  const stray = names.find(name => name.startsWith('-'))
  if (stray !== undefined)
    throw new InferError('INFER_OPTION', {
      message: `infer plugins install has no option ${stray}.`,
      suggestions: ['infer plugins install --help'],
    })
  const npm = json || quiet ? 'silent' : verbose ? 'verbose' : undefined
  const installed = await installPlugins(names.map(addressOf), {force, allowScripts, ...(npm && {npm})}, host)
  for (const {plugin, reason} of json || quiet ? [] : installed.flatMap(({complaints}) => complaints))
    process.stderr.write(`${printable(onStderr.doubtful(`Warning: ${plugin}: ${reason}`))}\n`)
  return {installed, text: installed.map(line).join('\n')}
}

/** What npm is to fetch; it works in another folder, so that relative files would be looked for there. */
function addressOf(name: string): string {
  if (name.trim() === '')
    throw new InferError('INFER_OPTION', {
      message: 'The name of the plugin is empty.',
      suggestions: ['infer plugins install ctgan'],
    })
  if (/^(\.{0,2}[\\/]|\.{1,2}$|~|[a-z]:[\\/])/i.test(name)) {
    const packed = /\.(tgz|tar\.gz)$/.test(name)
    throw new InferError('INFER_OPTION', {
      message: `infer plugins install takes packages and addresses, and ${name} is a ${packed ? 'file' : 'folder'}.`,
      suggestions: [packed ? `infer plugins install file:${name}` : `infer plugins link ${name}`],
    })
  }
  if (!name.startsWith('file:')) return name
  const path = name.startsWith('file://') ? fileURLToPath(name) : resolve(name.slice('file:'.length))
  if (existsSync(path)) return name.startsWith('file://') ? pathToFileURL(path).href : `file:${path}`
  throw new InferError('INFER_FILE_MISSING', {
    message: `${name} could not be installed: there is no file ${path}.`,
    suggestions: ['infer plugins install file:/path/to/package.tgz'],
  })
}

function line({plugin, version, generators, providers}: Installed): string {
  const use = [
    ...generators.map(name => `infer generate data.csv --generator ${name}`),
    ...providers.map(name => `infer deploy providers --test ${name}`),
  ]
  return [`${onStdout.name(plugin)} ${version} is installed`, ...use].join('\n')
}
