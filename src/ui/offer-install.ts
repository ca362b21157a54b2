// What is asked for and not installed: offers to install it where somebody can answer, and goes on.
import type {ProviderDescriptor} from '@inferloop/contract'
import type {Config} from '@oclif/core/config'
import {collectGenerators, collectProviders, type Collected} from '../registry/collect.ts'
import {missingGenerator, missingProvider} from '../registry/find-offer.ts'
import {installPlugins} from '../services/install-plugins.ts'
import {confirmInstall} from './confirm.ts'

interface Asking {
  readonly asks: boolean
  readonly signal: AbortSignal
}

/** What is installed, with `wanted` when it is ours, `asks` is set and the answer was yes. @throws InferError as `installPlugins` */
export async function collectOrInstall(host: Config, wanted: string, asking: Asking): Promise<Collected> {
  const collected = await collectGenerators(host)
  const missing = missingGenerator(collected, wanted)
  const added = await installed(host, `generator ${wanted}`, missing, asking)
  return added ? collectGenerators(host) : collected
}

/** The same of a provider. */
export async function collectOrInstallProvider(
  host: Config,
  wanted: string,
  asking: Asking,
): Promise<Collected<ProviderDescriptor>> {
  const collected = await collectProviders(host)
  const missing = missingProvider(collected, wanted)
  const added = await installed(host, `provider ${wanted}`, missing, asking)
  return added ? collectProviders(host) : collected
}

async function installed(
  host: Config,
  what: string,
  missing: string | undefined,
  {asks, signal}: Asking,
): Promise<boolean> {
  if (!asks || missing === undefined || !(await confirmInstall(what, missing, signal))) return false
  // Silent, for standard output may be taken by rows.
  await installPlugins([missing], {npm: 'silent'}, host)
  return true
}
