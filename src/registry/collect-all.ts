// Generators and providers at once, and what of plugins cannot be used, said once.
import type {ProviderDescriptor} from '@inferloop/contract'
import {
  type Collected,
  collectGenerators,
  collectProviders,
  type Complaint,
  type HookRunner,
} from './collect.ts'

export interface CollectedAll {
  readonly generators: Collected['offers']
  readonly providers: Collected<ProviderDescriptor>['offers']
  readonly complaints: readonly Complaint[]
}

/** A plugin that does not load is no less missing for offering both. */
export async function collectAll(plugins: HookRunner): Promise<CollectedAll> {
  const [generators, providers] = await Promise.all([collectGenerators(plugins), collectProviders(plugins)])
  const said = new Map(
    [...generators.complaints, ...providers.complaints].map(one => [`${one.plugin}: ${one.reason}`, one]),
  )
  return {generators: generators.offers, providers: providers.offers, complaints: [...said.values()]}
}
