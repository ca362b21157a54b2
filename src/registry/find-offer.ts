// Finds what plugins offer by its name, or says what to install.
import {type GeneratorDescriptor, InferError, nearest, type ProviderDescriptor} from '@inferloop/contract'
import type {Collected, Complaint, Offer} from './collect.ts'
import {GENERATORS, PROVIDERS, type Sort} from './sorts.ts'

/**
 * @throws InferError INFER_GENERATOR_UNKNOWN naming what is installed, what is near and what to install;
 * INFER_PLUGIN_INCOMPATIBLE or INFER_PLUGIN_BROKEN when it is installed and was refused
 */
export const findGenerator = (collected: Collected, name: string): Offer => find(collected, name, GENERATORS)

/** As `findGenerator`. @throws InferError INFER_PROVIDER_UNKNOWN, INFER_PLUGIN_INCOMPATIBLE, INFER_PLUGIN_BROKEN */
export const findProvider = (
  collected: Collected<ProviderDescriptor>,
  name: string,
): Offer<ProviderDescriptor> => find(collected, name, PROVIDERS)

/** The package to install for a generator of ours that is neither offered nor refused. */
export const missingGenerator = (collected: Collected, name: string): string | undefined =>
  missing(collected, name, GENERATORS)

/** The same of a provider. */
export const missingProvider = (collected: Collected<ProviderDescriptor>, name: string): string | undefined =>
  missing(collected, name, PROVIDERS)

type Named = GeneratorDescriptor | ProviderDescriptor

function find<D extends Named>(collected: Collected<D>, name: string, sort: Sort<D>): Offer<D> {
  const {offers, complaints} = collected
  const found = offers.find(({descriptor}) => descriptor.name === name)
  if (found !== undefined) return found
  const refused = refusalOf(collected, name, sort)
  if (refused !== undefined) throw refusedError(name, refused, sort)
  const installed = offers.map(({descriptor}) => descriptor.name)
  const unusable = complaints.length === 0 ? '' : ` ${complaints.length} offered by plugins cannot be used.`
  throw new InferError(sort.unknown, {
    message: `No ${sort.noun} named "${name}" is installed (installed: ${installed.join(', ') || 'none'}).${unusable}`,
    suggestions: waysTo(name, installed, sort),
  })
}

/** Of what we publish there is one thing to do; other names may be misspelt. */
function waysTo<D>(
  name: string,
  installed: readonly string[],
  {noun, known, choose, list}: Sort<D>,
): string[] {
  if (Object.hasOwn(known, name)) return [`infer plugins install ${known[name]!}`]
  const near = nearest(name, [...installed, ...Object.keys(known)])
  const ways = near === undefined ? [] : [choose(near)]
  if (/^[a-z][a-z0-9-]*$/.test(name)) ways.push(`infer plugins install @inferloop/${noun}-${name}`)
  return [...ways, list]
}

function missing<D extends Named>(collected: Collected<D>, name: string, sort: Sort<D>): string | undefined {
  const offered = collected.offers.some(({descriptor}) => descriptor.name === name)
  if (offered || !Object.hasOwn(sort.known, name)) return undefined
  return refusalOf(collected, name, sort) === undefined ? sort.known[name] : undefined
}

/** Why something that is installed is not among the offers: what was said of it, or of the package it comes in. */
const refusalOf = <D>(
  {complaints}: Collected<D>,
  name: string,
  {noun, known}: Sort<D>,
): Complaint | undefined =>
  complaints.find(complaint => complaint[noun] === name) ??
  complaints.find(({plugin}) => plugin === (known[name] ?? ''))

function refusedError<D>(name: string, {plugin, reason, update}: Complaint, {noun}: Sort<D>): InferError {
  const what = noun === 'generator' ? 'Generator' : 'Provider'
  const message = `${what} "${name}" of ${plugin} cannot be used: ${reason}.`
  return update === undefined
    ? new InferError('INFER_PLUGIN_BROKEN', {message, suggestions: waysOut(plugin)})
    : new InferError('INFER_PLUGIN_INCOMPATIBLE', {message, suggestions: [update]})
}

export const waysOut = (plugin: string): string[] => [
  'infer plugins update',
  `infer plugins uninstall ${plugin}`,
]
