// `infer doctor`: whether this machine has what infer needs, and what to do where it has not.
import type {HookRunner} from '../registry/collect.ts'
import {folderChecks} from './checks/folders.ts'
import {nativeChecks} from './checks/native-libraries.ts'
import {pluginChecks} from './checks/plugins.ts'
import {registryCheck} from './checks/registry.ts'
import {version} from './version.ts'

export interface Check {
  /** `tables`, `plugin @inferloop/generator-trees`. */
  readonly name: string
  /** `failed` is what infer cannot work without; a warning concerns something that not everybody needs. */
  readonly state: 'ok' | 'warning' | 'failed'
  /** What was found, or what is wrong. */
  readonly said: string
  /** What to type or change; none where all is well. */
  readonly suggestions: readonly string[]
}

/** Plain JSON: what `infer doctor --json` prints. */
export interface Health {
  readonly infer: string
  /** Nothing failed; there may be warnings. */
  readonly healthy: boolean
  readonly checks: readonly Check[]
}

/** What of oclif's Config is needed here. */
export interface Installation extends HookRunner {
  readonly dataDir: string
  readonly npmRegistry?: string | undefined
  getPluginsList(): readonly Plugin[]
}

export interface Plugin {
  readonly name: string
  readonly root: string
  readonly pjson: {readonly dependencies?: Readonly<Record<string, string>>}
}

export async function checkHealth(installation: Installation, folder: string): Promise<Health> {
  const {dataDir, npmRegistry} = installation
  const plugins = installation.getPluginsList()
  const found = await Promise.all([
    nativeChecks(plugins),
    pluginChecks(installation),
    folderChecks(folder, dataDir),
    registryCheck(plugins, dataDir, npmRegistry),
  ])
  const checks = [nodeCheck(), ...found.flat()]
  return {infer: version, healthy: checks.every(({state}) => state !== 'failed'), checks}
}

/** bin/run.js lets nobody in with a Node that is too old. */
const nodeCheck = (): Check => ({
  name: 'node',
  state: 'ok',
  said: `${process.version}, ${process.platform}-${process.arch}`,
  suggestions: [],
})
