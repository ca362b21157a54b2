// Checks the visiting card of a provider and any table of fields: both come from a package somebody else wrote.
import {inputFaults} from './check-inputs.ts'
import type {Fields, FieldSpec} from './field.ts'
import {FORMATS} from './formats.ts'

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const TYPES = ['string', 'integer', 'number', 'boolean', 'list', 'map', 'object']
const EFFECTS = ['inPlace', 'replace', 'createOnly']

/**
 * What is wrong with a value offered as a provider descriptor, each as a sentence without a full stop; empty when it can be used.
 * The contract number is judged by the host, which knows whom to tell to update.
 */
export function providerFaults(offer: unknown): string[] {
  if (offer === null || typeof offer !== 'object')
    return [`a descriptor should be an object, was ${said(offer)}`]
  const {name, summary, settings, credentials, load} = offer as Record<string, unknown>
  const faults: string[] = []
  if (typeof name !== 'string' || !NAME.test(name))
    faults.push(`name should be lower-case words joined by hyphens, was ${said(name)}`)
  if (!isText(summary)) faults.push(`summary should be a text, was ${said(summary)}`)
  if (typeof load !== 'function') faults.push(`load should be a function, was ${said(load)}`)
  faults.push(...fieldsFaults(settings, 'settings'))
  if (isObject(settings))
    for (const [setting, spec] of Object.entries(settings))
      if ((spec as FieldSpec | null)?.secret === true)
        faults.push(`settings.${setting}: credentials come from the environment, never from settings`)
  if (!Array.isArray(credentials))
    return [...faults, `credentials should be a list, was ${said(credentials)}`]
  for (const one of credentials as Record<string, unknown>[])
    if (!isText(one?.['name']) || !isText(one['summary']) || typeof one['secret'] !== 'boolean')
      faults.push(`a credential should have name, summary and secret (true or false), was ${said(one)}`)
  return faults
}

/** What is wrong with a table of fields, the same way. */
export function fieldsFaults(fields: unknown, path: string): string[] {
  if (!isObject(fields)) return [`${path} should be a table of fields, was ${said(fields)}`]
  return Object.entries(fields).flatMap(([name, spec]) =>
    /^[a-zA-Z][a-zA-Z0-9]*$/.test(name)
      ? fieldFaults(spec, `${path}.${name}`)
      : [`${path}: a field's name should be a word, was ${said(name)}`],
  )
}

function fieldFaults(field: unknown, path: string): string[] {
  if (!isObject(field)) return [`${path} should be a field, was ${said(field)}`]
  const spec = field as unknown as FieldSpec
  const {type, summary, of, fields, choices, pattern, format, effect, min, max} = spec
  if (!TYPES.includes(type)) return [`${path}: type should be one of ${TYPES.join(', ')}, was ${said(type)}`]
  const faults: string[] = []
  const complain = (says: string): void => void faults.push(`${path}: ${says}`)
  if (!isText(summary)) complain(`summary should be a text, was ${said(summary)}`)
  if (type === 'list' || type === 'map') faults.push(...fieldFaults(of, `${path}.of`))
  if (type === 'object') faults.push(...fieldsFaults(fields, `${path}.fields`))
  if (choices !== undefined && !(Array.isArray(choices) && choices.length > 0 && choices.every(isText)))
    complain('choices should be a list of words')
  if (format !== undefined && !Object.hasOwn(FORMATS, format))
    complain(`format should be one of ${Object.keys(FORMATS).join(', ')}, was ${said(format)}`)
  if (effect !== undefined && !EFFECTS.includes(effect))
    complain(`effect should be one of ${EFFECTS.join(', ')}, was ${said(effect)}`)
  if (min !== undefined && max !== undefined && min > max) complain(`min ${min} is above max ${max}`)
  if (pattern !== undefined && !isPattern(pattern))
    complain(`pattern ${said(pattern)} is no regular expression`)
  if (spec.secret === true && type !== 'string') complain('only a text can be secret')
  if (faults.length > 0 || spec.default === undefined) return faults
  if (spec.secret === true) complain('a secret has no default')
  const [wrong] = inputFaults({default: spec}, {default: spec.default})
  if (wrong !== undefined && spec.secret !== true) complain(`its ${wrong.path} ${wrong.message}`)
  return faults
}

function isPattern(pattern: unknown): boolean {
  try {
    return typeof pattern === 'string' && new RegExp(pattern, 'u') instanceof RegExp
  } catch {
    return false
  }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isObject = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

function said(value: unknown): string {
  return typeof value === 'function' ? 'a function' : (JSON.stringify(value) ?? 'missing')
}
