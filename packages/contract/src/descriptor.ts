// Checks the visiting card of a plugin: it comes from a package somebody else wrote, perhaps in plain JavaScript.
import type {OptionSpec} from './generator.ts'
import {optionFault} from './options.ts'

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const OPTION_TYPES = ['integer', 'number', 'boolean', 'choice']

/**
 * What is wrong with a value offered as a generator descriptor, each as a sentence without a full stop;
 * empty when it can be used. The contract number is judged by the host, which knows whom to tell to update.
 */
export function descriptorFaults(offer: unknown): string[] {
  if (offer === null || typeof offer !== 'object')
    return [`a descriptor should be an object, was ${said(offer)}`]
  const {name, summary, options, load} = offer as Record<string, unknown>
  const faults: string[] = []
  if (typeof name !== 'string' || !NAME.test(name)) {
    faults.push(`name should be lower-case words joined by hyphens, was ${said(name)}`)
  }
  if (typeof summary !== 'string' || summary === '')
    faults.push(`summary should be a text, was ${said(summary)}`)
  if (typeof load !== 'function') faults.push(`load should be a function, was ${said(load)}`)
  if (!Array.isArray(options)) return [...faults, `options should be a list, was ${said(options)}`]
  const seen = new Set<unknown>()
  for (const option of options as unknown[]) {
    const optionName = (option as {name?: unknown} | null)?.name
    if (seen.has(optionName)) faults.push(`option ${said(optionName)} stands twice`)
    seen.add(optionName)
    faults.push(...optionSpecFaults(option))
  }
  return faults
}

function optionSpecFaults(option: unknown): string[] {
  if (option === null || typeof option !== 'object')
    return [`an option should be an object, was ${said(option)}`]
  const spec = option as OptionSpec
  if (typeof spec.name !== 'string' || !/^[a-zA-Z][a-zA-Z0-9-]*$/.test(spec.name)) {
    return [`an option's name should be a word, was ${said(spec.name)}`]
  }
  const faults: string[] = []
  const about = `option ${spec.name}`
  if (spec.name === 'privacy') faults.push(`${about}: every generator has it already`)
  for (const key of ['summary', 'source'] as const) {
    if (typeof spec[key] !== 'string' || spec[key] === '') faults.push(`${about}: ${key} should be a text`)
  }
  if (!OPTION_TYPES.includes(spec.type)) {
    return [...faults, `${about}: type should be one of ${OPTION_TYPES.join(', ')}, was ${said(spec.type)}`]
  }
  if (spec.type === 'choice' && !(Array.isArray(spec.choices) && spec.choices.length > 0)) {
    return [...faults, `${about}: choices should be a list of words`]
  }
  const fault = optionFault(spec, spec.default)
  if (fault !== undefined) faults.push(`${about}: its default ${fault}`)
  return faults
}

const said = (value: unknown): string =>
  typeof value === 'function' ? 'a function' : (JSON.stringify(value) ?? 'missing')
