// Finds a generator by name, or says what to install; loads its code, or says whose fault it is that it cannot.
import {errorCode, type Generator, InferError} from '@inferloop/contract'
import type {Collected, Offer} from './collect.ts'
import {KNOWN_GENERATORS} from './known.ts'
import {nearest} from './nearest.ts'

export const DEFAULT_GENERATOR = 'trees'

/** @throws InferError INFER_GENERATOR_UNKNOWN naming what is installed, what is near and what to install */
export function findGenerator({offers, complaints}: Collected, name: string): Offer {
  const found = offers.find(({descriptor}) => descriptor.name === name)
  if (found !== undefined) return found
  const installed = offers.map(({descriptor}) => descriptor.name)
  const near = nearest(name, installed)
  const unusable = complaints.length === 0 ? '' : ` ${complaints.length} offered by plugins cannot be used.`
  const suggestions = near === undefined ? [] : [`--generator ${near}`]
  const published = KNOWN_GENERATORS[name] ?? `@inferloop/generator-${name}`
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
    generator = (await offer.descriptor.load()) as Partial<Generator> | undefined
  } catch (error) {
    throw broken(offer, `its code cannot be loaded: ${(error as Error | undefined)?.message}`, error)
  }
  const lacks = FUNCTIONS.filter(name => typeof generator?.[name] !== 'function')
  if (lacks.length > 0) throw broken(offer, `its code has no ${lacks.join(', ')}`)
  return generator as Generator
}

/** Our own plugins come with infer: what they throw is a bug of ours, and goes on as it is. */
export function plugInError(offer: Offer, error: unknown, signal: AbortSignal): unknown {
  const ours = offer.plugin === undefined || offer.plugin.startsWith('@inferloop/')
  if (signal.aborted || ours || errorCode(error) !== undefined) return error
  return broken(offer, `it failed: ${(error as Error | undefined)?.message}`, error)
}

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
