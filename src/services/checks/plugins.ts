// Whether what is installed can be used: each plugin is found, offers what the contract asks for, and its code loads.
import type {HookRunner, Offer} from '../../registry/collect.ts'
import {collectAll, type CollectedAll} from '../../registry/collect-all.ts'
import {loadGenerator} from '../../registry/generators.ts'
import {loadProvider} from '../../registry/providers.ts'
import type {Check} from '../health.ts'

const TIME_LIMIT_MS = 10_000

export async function pluginChecks(hooks: HookRunner): Promise<Check[]> {
  const collected = await collectAll(hooks)
  const loaded = await Promise.all([
    ...collected.generators.map(offer => offerCheck('generator', offer, () => loadGenerator(offer))),
    ...collected.providers.map(offer => offerCheck('provider', offer, () => loadProvider(offer))),
  ])
  return [...loaded, ...complained(collected)]
}

type Facts = Pick<Offer, 'plugin' | 'version'> & {
  readonly descriptor: Pick<Offer['descriptor'], 'name' | 'contract'>
}

async function offerCheck(
  noun: 'generator' | 'provider',
  {plugin = '', version, descriptor}: Facts,
  load: () => Promise<unknown>,
): Promise<Check> {
  const name = `${noun} ${descriptor.name}`
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => late.reject(new Error(`its code has not loaded within ${TIME_LIMIT_MS / 1000} s`)),
    TIME_LIMIT_MS,
  )
  try {
    await Promise.race([load(), late.promise])
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

const complained = ({complaints}: CollectedAll): Check[] =>
  complaints.map(({plugin, reason, update = 'infer plugins update'}) => ({
    name: `plugin ${plugin}`,
    state: 'failed',
    said: reason,
    suggestions: [update, `infer plugins uninstall ${plugin}`],
  }))
