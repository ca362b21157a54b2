// Whether what is installed can be used: each plugin is found, offers what the contract asks for, and its code loads.
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {type Collected, collectGenerators, type HookRunner} from '../../registry/collect.ts'
import {loadGenerator} from '../../registry/generators.ts'
import type {Check, Plugin} from '../health.ts'

const TIME_LIMIT_MS = 10_000

export async function pluginChecks(
  hooks: HookRunner,
  plugins: readonly Plugin[],
  dataDir: string,
): Promise<Check[]> {
  const collected = await collectGenerators(hooks)
  const loaded = await Promise.all(collected.offers.map(offerCheck))
  return [...loaded, ...complained(collected), ...(await lost(plugins, dataDir))]
}

async function offerCheck(offer: Collected['offers'][number]): Promise<Check> {
  const {plugin = '', version, descriptor} = offer
  const name = `generator ${descriptor.name}`
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => late.reject(new Error(`its code has not loaded within ${TIME_LIMIT_MS / 1000} s`)),
    TIME_LIMIT_MS,
  )
  try {
    await Promise.race([loadGenerator(offer), late.promise])
    return {
      name,
      state: 'ok',
      said: `${plugin} ${version}, contract ${descriptor.contract}, loads`,
      suggestions: [],
    }
  } catch (error) {
    const {message, suggestions = []} = error as Error & {suggestions?: readonly string[]}
    return {name, state: 'failed', said: message, suggestions}
  } finally {
    clearTimeout(timer)
  }
}

const complained = ({complaints}: Collected): Check[] =>
  complaints.map(({plugin, reason}) => ({
    name: `plugin ${plugin}`,
    state: 'failed',
    said: reason,
    suggestions: ['infer plugins update', `infer plugins uninstall ${plugin}`],
  }))

/** Plugins that were installed or linked and that oclif did not find. */
async function lost(plugins: readonly Plugin[], dataDir: string): Promise<Check[]> {
  const found = plugins.map(({name}) => name)
  return (await asked(dataDir))
    .filter(name => !found.includes(name))
    .map(name => ({
      name: `plugin ${name}`,
      state: 'failed',
      said: `it is listed in ${join(dataDir, 'package.json')} and cannot be loaded`,
      suggestions: [`infer plugins install ${name} --force`, `infer plugins uninstall ${name}`],
    }))
}

/** Names in the list that `infer plugins` keeps; none where there is no list. */
async function asked(dataDir: string): Promise<string[]> {
  try {
    const {oclif} = JSON.parse(await readFile(join(dataDir, 'package.json'), 'utf8')) as {
      readonly oclif?: {readonly plugins?: readonly (string | {readonly name: string})[]}
    }
    return (oclif?.plugins ?? []).map(plugin => (typeof plugin === 'string' ? plugin : plugin.name))
  } catch {
    return []
  }
}
