// Installs plugins by oclif's own command, which runs npm; install scripts stay off unless they are allowed.
import {errorCode, InferError} from '@inferloop/contract'
import type {Config} from '@oclif/core/config'
import type {Complaint} from '../registry/collect.ts'
import {collectAll} from '../registry/collect-all.ts'
import {decideScripts} from './install-scripts.ts'
import {keepingPlugins} from './keep-plugins.ts'
import {reasonOf} from './npm-reason.ts'

export interface InstallOptions {
  /** Runs what packages want to run when they are installed. */
  readonly allowScripts?: boolean
  readonly force?: boolean
  /** What npm says of itself; all of it, or nothing at all. */
  readonly npm?: 'verbose' | 'silent'
}

export interface Installed {
  readonly plugin: string
  readonly version: string
  readonly generators: readonly string[]
  readonly providers: readonly string[]
  /** Why something the plugin offers cannot be used. */
  readonly complaints: readonly Complaint[]
}

/**
 * One after the other; those before a failure stay, and so does what was there of the one that fails.
 *
 * @throws InferError INFER_INSTALL_FAILED
 */
export async function installPlugins(
  packages: readonly string[],
  options: InstallOptions,
  host: Config,
): Promise<readonly Installed[]> {
  decideScripts(process.env, options.allowScripts === true || process.env['INFER_ALLOW_SCRIPTS'] === '1')
  const {commands} = await import('@oclif/plugin-plugins')
  const before = new Map(host.plugins)
  for (const name of packages) {
    // Not by its static `run`, which works on a copy of the host: that one would have the plugin, and not ours.
    const install = new commands['plugins:install']([name, ...flagsOf(options)], host)
    await keepingPlugins(host.dataDir, () => install.run()).catch((cause: unknown) => {
      throw errorCode(cause) === undefined ? failed(name, cause) : cause
    })
  }
  const added = [...host.plugins.values()].filter(plugin => before.get(plugin.name) !== plugin)
  const {generators, providers, complaints} = await collectAll(host)
  const namesOf = (offers: typeof generators | typeof providers, of: string): string[] =>
    offers.filter(({plugin}) => plugin === of).map(({descriptor}) => descriptor.name)
  return added.map(({name, version}) => ({
    plugin: name,
    version,
    generators: namesOf(generators, name),
    providers: namesOf(providers, name),
    complaints: complaints.filter(({plugin}) => plugin === name),
  }))
}

const flagsOf = ({force, npm}: InstallOptions): string[] => [
  ...(force === true ? ['--force'] : []),
  ...(npm === undefined ? [] : [`--${npm}`]),
]

function failed(name: string, cause: unknown): InferError {
  // oclif says so whatever keeps npm from finding it.
  const absent = (cause as Error).message.endsWith('does not exist in the registry.')
  const reason = absent ? 'it is not in the registry, or the registry does not answer' : reasonOf(cause)
  return new InferError('INFER_INSTALL_FAILED', {
    message: `${name} could not be installed: ${reason}.`,
    suggestions: absent ? [`npm view ${name} version`] : [`infer plugins install ${name} --verbose`],
    cause,
  })
}
