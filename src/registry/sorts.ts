// What plugins can offer: generators and providers; what is asked of each, and the words for it.
import {
  descriptorFaults,
  type ErrorCode,
  GENERATORS_HOOK,
  type GeneratorDescriptor,
  type ProviderDescriptor,
  providerFaults,
  PROVIDERS_HOOK,
} from '@inferloop/contract'
import {KNOWN_GENERATORS, KNOWN_PROVIDERS} from './known.ts'

/** `D` is its visiting card. */
export interface Sort<D> {
  readonly noun: 'generator' | 'provider'
  readonly hook: string
  /** What is copied of a card besides contract, name, summary and load. */
  readonly facts: readonly (keyof D & string)[]
  readonly faultsOf: (offered: unknown) => string[]
  /** Packages of ours by name. */
  readonly known: Readonly<Record<string, string>>
  readonly unknown: ErrorCode
  /** How a near name is chosen, and what shows all. */
  readonly choose: (name: string) => string
  readonly list: string
}

export const GENERATORS: Sort<GeneratorDescriptor> = {
  noun: 'generator',
  hook: GENERATORS_HOOK,
  facts: ['options'],
  faultsOf: descriptorFaults,
  known: KNOWN_GENERATORS,
  unknown: 'INFER_GENERATOR_UNKNOWN',
  choose: name => `--generator ${name}`,
  list: 'infer info',
}

export const PROVIDERS: Sort<ProviderDescriptor> = {
  noun: 'provider',
  hook: PROVIDERS_HOOK,
  facts: ['settings', 'credentials'],
  faultsOf: providerFaults,
  known: KNOWN_PROVIDERS,
  unknown: 'INFER_PROVIDER_UNKNOWN',
  choose: name => `provider: ${name}`,
  list: 'infer deploy providers',
}
