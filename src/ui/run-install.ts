// `infer plugins install` between its flags and its service.
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

/** @throws InferError INFER_OPTION for an option nobody knows; as `installPlugins` */
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
  const installed = await installPlugins(names, {force, allowScripts, ...(npm && {npm})}, host)
  for (const {plugin, reason} of json || quiet ? [] : installed.flatMap(({complaints}) => complaints))
    process.stderr.write(`${printable(onStderr.doubtful(`Warning: ${plugin}: ${reason}`))}\n`)
  return {installed, text: installed.map(line).join('\n')}
}

function line({plugin, version, generators}: Installed): string {
  const use = generators.map(name => `infer generate data.csv --generator ${name}`)
  return [`${onStdout.name(plugin)} ${version} is installed`, ...use].join('\n')
}
