// Asks every plugin what it offers, and turns whatever goes wrong into a warning that names the plugin.
import {CONTRACT, type GeneratorDescriptor, type ProviderDescriptor} from '@inferloop/contract'
import {GENERATORS, PROVIDERS, type Sort} from './sorts.ts'
import {unloadedPlugins} from './unloaded.ts'

/** What of oclif's Config is needed here. */
export interface HookRunner {
  /** Folder of the plugins a user installed or linked. */
  readonly dataDir?: string
  /** Those that were loaded, by name. */
  readonly plugins?: ReadonlyMap<string, unknown>
  runHook(
    event: string,
    options: object,
    timeout: number,
    captureErrors: boolean,
  ): Promise<{
    readonly successes: readonly {readonly plugin: PluginFacts; readonly result: unknown}[]
    readonly failures: readonly {readonly plugin: PluginFacts; readonly error: Error}[]
  }>
}

interface PluginFacts {
  readonly name: string
  readonly version: string
  /** `core` for those that come along. */
  readonly type?: string
}

/** A generator or provider, and whose it is. */
export interface Offer<D = GeneratorDescriptor> {
  readonly descriptor: D
  /** Package that offers it; absent when it was handed over by a program. */
  readonly plugin?: string
  readonly version: string
}

/** Why something of a plugin cannot be used. */
export interface Complaint {
  readonly plugin: string
  readonly reason: string
  /** The generator it is about, where that is known. */
  readonly generator?: string
  /** Or the provider. */
  readonly provider?: string
  /** The command that brings plugin and infer to one contract. */
  readonly update?: string
}

export interface Collected<D = GeneratorDescriptor> {
  readonly offers: readonly Offer<D>[]
  readonly complaints: readonly Complaint[]
}

/** A plugin that has not answered by then is left out. */
const TIME_LIMIT_MS = 2000

export const collectGenerators = (plugins: HookRunner): Promise<Collected> => collect(plugins, GENERATORS)

export const collectProviders = (plugins: HookRunner): Promise<Collected<ProviderDescriptor>> =>
  collect(plugins, PROVIDERS)

/** Offers by name; of two with one name the bundled one stays, else the one whose package comes first in the alphabet. */
async function collect<D extends {readonly name: string}>(
  plugins: HookRunner,
  sort: Sort<D>,
): Promise<Collected<D>> {
  // oclif's own timer does not keep the process alive, so a hook that waits for nothing would end it in silence.
  const awake = setTimeout(() => undefined, TIME_LIMIT_MS + 1000)
  const {successes, failures} = await plugins
    .runHook(sort.hook, {}, TIME_LIMIT_MS, true)
    .finally(() => clearTimeout(awake))
  const offers = new Map<string, Offer<D>>()
  const complaints: Complaint[] = failures.map(({plugin, error}) => ({
    plugin: plugin.name,
    reason: wordsOf(error),
  }))
  for (const {plugin, result} of successes.toSorted(bundledFirst)) {
    const complain = (reason: string, more: Partial<Complaint> = {}) =>
      complaints.push({plugin: plugin.name, reason, ...more})
    try {
      for (const offered of listOf(result, sort)) take(offered, plugin, sort, offers, complain)
    } catch (error) {
      complain(wordsOf(error))
    }
  }
  return {offers: [...offers.values()], complaints: [...complaints, ...(await unloadedPlugins(plugins))]}
}

/** @throws Error when a hook returned something else */
function listOf<D>(result: unknown, {noun}: Sort<D>): unknown[] {
  if (Array.isArray(result)) return [...(result as unknown[])]
  throw new Error(`its hook should return a list of ${noun}s, returned ${said(result)}`)
}

function take<D extends {readonly name: string}>(
  offered: unknown,
  plugin: PluginFacts,
  sort: Sort<D>,
  offers: Map<string, Offer<D>>,
  complain: (reason: string, more?: Partial<Complaint>) => void,
): void {
  const descriptor = readOnce(offered, sort)
  if (descriptor instanceof Error) {
    complain(descriptor.message)
    return
  }
  const {reason, ...more} = faultOf(descriptor, sort)
  if (reason !== undefined) {
    complain(reason, more)
    return
  }
  const usable = descriptor as D
  const other = offers.get(usable.name)
  if (other === undefined)
    offers.set(usable.name, {descriptor: usable, plugin: plugin.name, version: plugin.version})
  else complain(`it offers a ${sort.noun} "${usable.name}", and ${other.plugin} does too`)
}

type Success = {readonly plugin: PluginFacts}

const bundledFirst = (a: Success, b: Success): number =>
  Number(b.plugin.type === 'core') - Number(a.plugin.type === 'core') ||
  (a.plugin.name < b.plugin.name ? -1 : 1)

/** A copy of a descriptor, so that what its getters give is asked for once and here; the fault when one throws. */
function readOnce<D>(offered: unknown, {noun, facts}: Sort<D>): unknown {
  if (typeof offered !== 'object' || offered === null) return offered
  try {
    const {contract, name, summary, load} = offered as {[key: string]: unknown}
    // Plain data, which getters cannot change later; what has circles or big integers could not be shown.
    const copied = Object.fromEntries(
      facts.map(fact => [fact, structuredClone((offered as {[key: string]: unknown})[fact])]),
    )
    JSON.stringify(copied)
    return {
      contract,
      name,
      summary,
      ...copied,
      load: typeof load === 'function' ? (load.bind(offered) as unknown) : load,
    }
  } catch (error) {
    return new Error(`a ${noun} of it cannot be read: ${wordsOf(error)}`)
  }
}

/** Also of what throws when it is asked. */
function wordsOf(error: unknown): string {
  try {
    return String((error as Error | undefined)?.message ?? error)
  } catch {
    return 'it threw something that cannot be shown'
  }
}

/** A wrong contract is said before anything else: what follows from it means nothing. */
function faultOf<D>(offered: unknown, {noun, faultsOf}: Sort<D>): Partial<Complaint> {
  const {contract, name} = (offered ?? {}) as {contract?: unknown; name?: unknown}
  const named = typeof name === 'string' ? {[noun]: name} : {}
  const about = typeof name === 'string' ? `its ${noun} "${name}"` : `a ${noun} of it`
  if (typeof contract === 'number' && contract !== CONTRACT) {
    const [side, update] = contract > CONTRACT ? ['infer', UPDATE_INFER] : ['the plugin', UPDATE_PLUGINS]
    const reason = `${about} speaks contract ${contract}, this infer speaks ${CONTRACT}: update ${side} (${update})`
    return {...named, reason, update}
  }
  const faults = faultsOf(offered)
  if (faults.length === 0 && contract !== CONTRACT) faults.push(`contract should be ${CONTRACT}`)
  return faults.length === 0 ? {} : {...named, reason: `${about} cannot be used: ${faults.join('; ')}`}
}

const UPDATE_INFER = 'npm install --global @inferloop/cli@latest'
const UPDATE_PLUGINS = 'infer plugins update'

function said(value: unknown): string {
  if (value === undefined) return 'nothing'
  try {
    return JSON.stringify(value) ?? typeof value
  } catch {
    return typeof value === 'bigint' ? 'a big integer' : 'an object that is no JSON'
  }
}
