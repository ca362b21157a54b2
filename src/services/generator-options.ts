// The generator's own options as they are typed: `--option min-leaf=20`.
import {OWN_KEYS} from '@inferloop/config'
import {
  completeOptions,
  InferError,
  nearest,
  type Options,
  type OptionValue,
  type Privacy,
} from '@inferloop/contract'
import type {Offer} from '../registry/collect.ts'
import {secondsIn} from './duration.ts'

/**
 * Texts `name=value` as values of the type they look like; the descriptor judges them later.
 *
 * @throws InferError INFER_OPTION without an equals sign, or for a name that stands twice
 */
export function parseOptionTexts(texts: readonly string[]): Record<string, OptionValue> {
  const options = new Map<string, OptionValue>()
  for (const text of texts) {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? []
    if (name === undefined || value === undefined) {
      throw new InferError('INFER_OPTION', {
        message: `--option should be name=value, was "${text}".`,
        suggestions: ['--option min-leaf=20'],
      })
    }
    if (options.has(name.trim())) {
      throw new InferError('INFER_OPTION', {
        message: `Option ${name.trim()} was given twice, by --option or by a flag of its own.`,
        suggestions: [`--option ${text}`],
      })
    }
    options.set(name.trim(), valueOf(value.trim()))
  }
  return Object.fromEntries(options)
}

function valueOf(text: string): OptionValue {
  if (text === 'true' || text === 'false') return text === 'true'
  return text === '' || Number.isNaN(Number(text)) ? text : Number(text)
}

/** A length of time with its unit, as 5m. */
function secondsOf(name: string, text: string): number {
  const seconds = secondsIn(text)
  if (seconds !== undefined) return seconds
  throw new InferError('INFER_OPTION', {
    message: `${name} should be a length of time such as 90, 60s, 5m, 1.5h or 1d, was "${text}".`,
    suggestions: [`--option ${name}=5m`],
  })
}

/** @throws InferError INFER_OPTION as `completeOptions`, with the nearest name */
export function optionsFor(
  {descriptor}: Offer,
  given: Readonly<Record<string, OptionValue>>,
  privacy: Privacy,
): Options {
  const names = descriptor.options.map(({name}) => name)
  const stranger = Object.keys(given).find(name => !names.includes(name))
  const near = stranger === undefined ? undefined : nearest(stranger, names)
  if (near !== undefined) {
    throw new InferError('INFER_OPTION', {
      message: `${descriptor.name} has no option "${stranger}"; the nearest is "${near}".`,
      suggestions: [
        `--option ${near}=${String(given[stranger!])}`,
        `infer info generator ${descriptor.name}`,
      ],
    })
  }
  if (stranger !== undefined && OWN_KEYS.includes(stranger)) {
    throw new InferError('INFER_OPTION', {
      message: `${descriptor.name} has no option "${stranger}": it is not trained in epochs.`,
      suggestions: ['--generator ctgan', `leave out --${stranger}`],
    })
  }
  const specs = new Map(descriptor.options.map(spec => [spec.name, spec]))
  const typed = Object.entries(given).map(([name, value]) => {
    const {type, unit} = specs.get(name) ?? {}
    if (type === 'choice') return [name, String(value)]
    return [name, unit === 'seconds' && typeof value === 'string' ? secondsOf(name, value) : value]
  })
  return completeOptions(descriptor.name, descriptor.options, Object.fromEntries(typed), privacy)
}
