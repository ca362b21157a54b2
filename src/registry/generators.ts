// Finds a generator by name, or says what to install; loads its code, or says whose fault it is that it cannot.
import {errorCode, type Generator, InferError, nearest} from '@inferloop/contract'
import type {Collected, Offer} from './collect.ts'
import {KNOWN_GENERATORS} from './known.ts'

export const DEFAULT_GENERATOR = 'trees'

/** @throws InferError INFER_GENERATOR_UNKNOWN naming what is installed, what is near and what to install */
export function findGenerator({offers, complaints}: Collected, name: string): Offer {
  const found = offers.find(({descriptor}) => descriptor.name === name)
  if (found !== undefined) return found
  const installed = offers.map(({descriptor}) => descriptor.name)
  const near = nearest(name, installed)
  const unusable = complaints.length === 0 ? '' : ` ${complaints.length} offered by plugins cannot be used.`
  const suggestions = near === undefined ? [] : [`--generator ${near}`]
  const published = Object.hasOwn(KNOWN_GENERATORS, name)
    ? KNOWN_GENERATORS[name]!
    : `@inferloop/generator-${name}`
  if (/^[a-z][a-z0-9-]*$/.test(name)) suggestions.push(`infer plugins install ${published}`)
  throw new InferError('INFER_GENERATOR_UNKNOWN', {
    message: `No generator named "${name}" is installed (installed: ${installed.join(', ') || 'none'}).${unusable}`,
    suggestions: [...suggestions, 'infer info'],
  })
}

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

/** What `call` gives; throws when the process has nothing left to do while it is waited for, which would end it in silence. */
async function unlessIdle<T>(call: () => T | Promise<T>): Promise<Awaited<T>> {
  const {promise: idle, reject} = Promise.withResolvers<never>()
  const drained = (): void => reject(new Error('it waits for something that never comes'))
  process.once('beforeExit', drained)
  try {
    return await Promise.race([call(), idle])
  } finally {
    process.off('beforeExit', drained)
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
      plugin === undefined
        ? ['check it with the suite in @inferloop/contract/conformance']
        : ['infer plugins update', `infer plugins uninstall ${plugin}`],
    ...(cause === undefined ? {} : {cause}),
  })
}
