// Finds a generator by name, or says what to install; loads its code, or says whose fault it is that it cannot.
import {errorCode, type Generator, InferError, nearest} from '@inferloop/contract'
import type {Collected, Complaint, Offer} from './collect.ts'
import {KNOWN_GENERATORS} from './known.ts'

export const DEFAULT_GENERATOR = 'trees'

/**
 * @throws InferError INFER_GENERATOR_UNKNOWN naming what is installed, what is near and what to install;
 * INFER_PLUGIN_INCOMPATIBLE or INFER_PLUGIN_BROKEN when it is installed and was refused
 */
export function findGenerator(collected: Collected, name: string): Offer {
  const {offers, complaints} = collected
  const found = offers.find(({descriptor}) => descriptor.name === name)
  if (found !== undefined) return found
  const refused = refusalOf(collected, name)
  if (refused !== undefined) throw refusedError(name, refused)
  const installed = offers.map(({descriptor}) => descriptor.name)
  const unusable = complaints.length === 0 ? '' : ` ${complaints.length} offered by plugins cannot be used.`
  throw new InferError('INFER_GENERATOR_UNKNOWN', {
    message: `No generator named "${name}" is installed (installed: ${installed.join(', ') || 'none'}).${unusable}`,
    suggestions: waysTo(name, installed),
  })
}

/** Of a generator we publish there is one thing to do; other names may be misspelt. */
function waysTo(name: string, installed: readonly string[]): string[] {
  if (Object.hasOwn(KNOWN_GENERATORS, name)) return [`infer plugins install ${KNOWN_GENERATORS[name]!}`]
  const near = nearest(name, [...installed, ...Object.keys(KNOWN_GENERATORS)])
  const ways = near === undefined ? [] : [`--generator ${near}`]
  if (/^[a-z][a-z0-9-]*$/.test(name)) ways.push(`infer plugins install @inferloop/generator-${name}`)
  return [...ways, 'infer info']
}

/** The package to install for a generator of ours that is neither offered nor refused. */
export function missingPackage(collected: Collected, name: string): string | undefined {
  const offered = collected.offers.some(({descriptor}) => descriptor.name === name)
  if (offered || !Object.hasOwn(KNOWN_GENERATORS, name)) return undefined
  return refusalOf(collected, name) === undefined ? KNOWN_GENERATORS[name] : undefined
}

/** Why a generator that is installed is not among the offers: what was said of it, or of the package it comes in. */
const refusalOf = ({complaints}: Collected, name: string): Complaint | undefined =>
  complaints.find(({generator}) => generator === name) ??
  complaints.find(({plugin}) => plugin === (KNOWN_GENERATORS[name] ?? ''))

function refusedError(name: string, {plugin, reason, update}: Complaint): InferError {
  const message = `Generator "${name}" of ${plugin} cannot be used: ${reason}.`
  return update === undefined
    ? new InferError('INFER_PLUGIN_BROKEN', {message, suggestions: waysOut(plugin)})
    : new InferError('INFER_PLUGIN_INCOMPATIBLE', {message, suggestions: [update]})
}

const waysOut = (plugin: string): string[] => ['infer plugins update', `infer plugins uninstall ${plugin}`]

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
      plugin === undefined ? ['check it with the suite in @inferloop/contract/conformance'] : waysOut(plugin),
    ...(cause === undefined ? {} : {cause}),
  })
}
