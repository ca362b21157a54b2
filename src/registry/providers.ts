// Loads the code of a provider, or says whose fault it is that it cannot.
import {errorCode, InferError, type Provider, type ProviderDescriptor, unlessIdle} from '@inferloop/contract'
import type {Offer} from './collect.ts'
import {waysOut} from './find-offer.ts'

/** @throws InferError INFER_PLUGIN_BROKEN when its code does not load, or is not a provider */
export async function loadProvider(offer: Offer<ProviderDescriptor>): Promise<Provider> {
  let provider: Partial<Provider> | undefined
  try {
    provider = (await unlessIdle(() => offer.descriptor.load())) as Partial<Provider> | undefined
  } catch (error) {
    throw broken(
      offer,
      `its code cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
      error,
    )
  }
  if (typeof provider?.connect !== 'function') throw broken(offer, 'its code has no connect')
  return provider as Provider
}

/**
 * What `call` gives, which works with the provider. Our own plugins come with infer: what they throw without a code is a bug of ours.
 *
 * @throws InferError INFER_PLUGIN_BROKEN for whatever others throw without a code
 */
export async function blamingProvider<T>(
  offer: Offer<ProviderDescriptor>,
  signal: AbortSignal,
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await call()
  } catch (error) {
    const isOurs = (offer.plugin ?? '').startsWith('@inferloop/') && error instanceof Error
    if (isOurs || signal.aborted || errorCode(error) !== undefined) throw error
    throw broken(offer, `it failed: ${error instanceof Error ? error.message : String(error)}`, error)
  }
}

function broken(
  {descriptor, plugin = ''}: Offer<ProviderDescriptor>,
  reason: string,
  cause?: unknown,
): InferError {
  return new InferError('INFER_PLUGIN_BROKEN', {
    message: `Provider "${descriptor.name}" of ${plugin} is broken: ${reason}.`,
    suggestions: waysOut(plugin),
    ...(cause === undefined ? {} : {cause}),
  })
}
