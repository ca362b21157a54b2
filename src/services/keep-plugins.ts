// A plugin stays when another version of it cannot be installed; oclif would take it out.
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {listedPlugins} from '../registry/listed-plugins.ts'

interface Plugins {
  readonly logLevel: string
  readonly npm: {install(args: readonly string[], options: object): Promise<unknown>}
  uninstall(name: string): Promise<void>
}

/**
 * What `install` gives. Where it fails for a plugin that was there, npm has changed nothing, or has laid down a version that is no
 * plugin: then the one before it is fetched again. What was not there is taken out as oclif does it.
 */
export async function keepingPlugins<T>(dataDir: string, install: () => Promise<T>): Promise<T> {
  const plugins = await pluginsOfOclif()
  if (plugins === undefined) return install()
  const {uninstall} = plugins
  const before = new Map<string, string | undefined>()
  for (const {name, root} of await listedPlugins(dataDir))
    before.set(name, root === undefined ? await versionOf(dataDir, name) : undefined)
  plugins.uninstall = async function restore(this: Plugins, name) {
    if (!before.has(name)) return uninstall.call(this, name)
    const version = before.get(name)
    if (version === undefined || version === (await versionOf(dataDir, name))) return
    await this.npm.install([`${name}@${version}`], {cwd: dataDir, prod: true, logLevel: this.logLevel})
  }
  try {
    return await install()
  } finally {
    plugins.uninstall = uninstall
  }
}

/** What its commands call, which is behind its door; undefined where it has moved. */
async function pluginsOfOclif(): Promise<Plugins | undefined> {
  const door = import.meta.resolve('@oclif/plugin-plugins')
  const module = (await import(new URL('plugins.js', door).href).catch(() => ({}))) as {
    readonly default?: {readonly prototype: Plugins}
  }
  return module.default?.prototype
}

/** Undefined where it is gone. */
async function versionOf(dataDir: string, name: string): Promise<string | undefined> {
  const text = await readFile(join(dataDir, 'node_modules', name, 'package.json'), 'utf8').catch(() => '{}')
  return (JSON.parse(text) as {readonly version?: string}).version
}
