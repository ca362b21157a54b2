// Whether what is installed can be used: each plugin is found, offers what the contract asks for, and its code loads.
import {type Collected, collectGenerators, type HookRunner} from '../../registry/collect.ts'
import {loadGenerator} from '../../registry/generators.ts'
import type {Check} from '../health.ts'

const TIME_LIMIT_MS = 10_000

export async function pluginChecks(hooks: HookRunner): Promise<Check[]> {
  const collected = await collectGenerators(hooks)
  const loaded = await Promise.all(collected.offers.map(offerCheck))
  return [...loaded, ...complained(collected)]
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
  complaints.map(({plugin, reason, update = 'infer plugins update'}) => ({
    name: `plugin ${plugin}`,
    state: 'failed',
    said: reason,
    suggestions: [update, `infer plugins uninstall ${plugin}`],
  }))
