// Loads the code of a generator, or says whose fault it is that it cannot.
import {errorCode, type Generator, InferError, unlessIdle} from '@inferloop/contract'
import type {Offer} from './collect.ts'
import {waysOut} from './find-offer.ts'

export const DEFAULT_GENERATOR = 'trees'

const FUNCTIONS = ['fit', 'sample', 'save', 'load'] as const

/** @throws InferError INFER_PLUGIN_BROKEN when its code does not load, or is not a generator */
export async function loadGenerator(offer: Offer): Promise<Generator> {
  let generator: Partial<Generator> | undefined
  try {
    generator = (await unlessIdle(() => offer.descriptor.load())) as Partial<Generator> | undefined
  } catch (error) {
    throw broken(offer, `its code cannot be loaded: ${isError(error) ? error.message : String(error)}`, error)
  }
  const lacks = FUNCTIONS.filter(name => typeof generator?.[name] !== 'function')
  if (lacks.length > 0) throw broken(offer, `its code has no ${lacks.join(', ')}`)
  return generator as Generator
}

/**
 * What `call` gives, which asks something of the generator. Our own plugins come with infer, and a generator handed over by a
 * program is that program's: the errors they throw are bugs of ours or theirs, and go on as they are.
 *
 * @throws InferError INFER_PLUGIN_BROKEN for what others throw, and for anything thrown that is no error
 */
export async function askPlugin<T>(
  offer: Offer,
  signal: AbortSignal | undefined,
  call: () => T | Promise<T>,
): Promise<Awaited<T>> {
  try {
    return await unlessIdle(call)
  } catch (error) {
    const ours = offer.plugin === undefined || offer.plugin.startsWith('@inferloop/')
    if (signal?.aborted === true || errorCode(error) !== undefined || (ours && isError(error))) throw error
    throw broken(offer, `it failed: ${isError(error) ? error.message : String(error)}`, error)
  }
}

/** An error of any realm. */
const isError = (value: unknown): value is Error =>
  value instanceof Error || typeof (value as {message?: unknown} | null | undefined)?.message === 'string'

export function broken({descriptor, plugin}: Offer, reason: string, cause?: unknown): InferError {
  const whose = plugin === undefined ? '' : ` of ${plugin}`
  return new InferError('INFER_PLUGIN_BROKEN', {
    message: `Generator "${descriptor.name}"${whose} is broken: ${reason}.`,
    suggestions:
      plugin === undefined ? ['check it with the suite in @inferloop/contract/conformance'] : waysOut(plugin),
    ...(cause === undefined ? {} : {cause}),
  })
}
