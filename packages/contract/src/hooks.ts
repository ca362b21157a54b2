// The oclif hooks through which plugins offer what they have.
import type {GeneratorDescriptor} from './generator.ts'
import type {ProviderDescriptor} from './provider/provider.ts'

/** Version of everything in this package that crosses the line between infer and a plugin. */
export const CONTRACT = 1

export const GENERATORS_HOOK = 'infer:generators'

export type GeneratorsHook = () => Promise<readonly GeneratorDescriptor[]>

export const PROVIDERS_HOOK = 'infer:providers'

export type ProvidersHook = () => Promise<readonly ProviderDescriptor[]>
