// How one resource says another's outputs and secrets: names in fields that refer, `${name.output}` and `${secret:NAME}` in texts.
import type {Fields, FieldSpec, Inputs, Json, ResourceKind} from '@inferloop/contract'
import {inside} from './fields.ts'

const OUTPUT = /\$\{([a-z0-9][a-z0-9_-]*)\.([A-Za-z][A-Za-z0-9_]*)\}/g
/** A global expression that was tested goes on from there, in `matchAll` too. */
const ANY_OUTPUT = new RegExp(OUTPUT.source)
const SECRET = /\$\{secret:([^}]+)\}/g
const ONE_SECRET = /^\$\{secret:([^}]+)\}$/
const ONE_OUTPUT = /^\$\{([a-z0-9][a-z0-9_-]*)\.([A-Za-z][A-Za-z0-9_]*)\}$/

export interface Reference {
  /** Of the field that holds it. */
  readonly path: string
  readonly name: string
  /** `id` or an output of the kind. */
  readonly output: string
  /** Kinds the field may refer to; undefined for references in texts. */
  readonly kinds?: readonly ResourceKind[]
}

/** Undefined while it is not known. */
export type Lookup = (name: string, output: string) => Json | undefined

const isSecret = (value: Json): value is {readonly $secret: string} =>
  typeof value === 'object' && value !== null && '$secret' in value

/** A value that is known only when another resource is there. */
export const isUnknown = (value: Json | undefined): value is {readonly $unknown: string} =>
  typeof value === 'object' && value !== null && '$unknown' in value

export function referencesOf(fields: Fields, inputs: Inputs): readonly Reference[] {
  const found: Reference[] = []
  eachText(inputs, fields, (text, spec, path) => {
    if (spec?.refersTo !== undefined && !text.includes('${'))
      found.push({path, name: text, output: 'id', kinds: spec.refersTo})
    for (const [, name, output] of text.matchAll(OUTPUT)) found.push({path, name: name!, output: output!})
    return text
  })
  return found
}

/** References to others filled in as far as `lookup` knows; what it does not know becomes `{$unknown: text}`. */
export function fill(fields: Fields, inputs: Inputs, lookup: Lookup): Inputs {
  const filled = eachText(inputs, fields, (text, spec) => {
    if (spec?.refersTo !== undefined && !text.includes('${')) return lookup(text, 'id') ?? `\${${text}.id}`
    return fillText(text, lookup, spec !== undefined && spec.type !== 'string')
  })
  return mark(filled) as Inputs
}

/** A text that is one reference, where no text is asked for, becomes the output itself. */
export function fillText(text: string, lookup: Lookup, keepType: boolean): Json {
  const one = keepType ? ONE_OUTPUT.exec(text) : null
  return one === null ? fillWord(text, lookup) : (lookup(one[1]!, one[2]!) ?? text)
}

/** What is no text is filled in as JSON. */
export function fillWord(text: string, lookup: Lookup): string {
  return text.replace(OUTPUT, (whole, name: string, output: string) => {
    const value = lookup(name, output)
    return value === undefined ? whole : typeof value === 'string' ? value : JSON.stringify(value)
  })
}

/** Outputs of a stack; what is not known yet stays a text. */
export function fillOutputs(
  outputs: Readonly<Record<string, Json>>,
  lookup: Lookup,
): Readonly<Record<string, Json>> {
  return eachValue(outputs, text => fillText(text, lookup, true)) as Readonly<Record<string, Json>>
}

/** Texts that are one secret, or hold something unknown, as `{$secret}` and `{$unknown}`. */
export function mark(value: Json): Json {
  return eachValue(value, text => {
    const secret = ONE_SECRET.exec(text)
    if (secret !== null) return {$secret: secret[1]!}
    return ANY_OUTPUT.test(text) ? {$unknown: text} : text
  })
}

/** What is unknown as the text it stands for: a driver's pure functions see texts. Secrets stay references. */
export function unmark(inputs: Inputs): Inputs {
  return eachValue(inputs, text => {
    const secret = ONE_SECRET.exec(text)
    return secret === null ? text : {$secret: secret[1]!}
  }) as Inputs
}

/** References of all secrets in it, or of those that stand within a longer text. */
export function secretsIn(value: Json | Inputs, which: 'all' | 'inTexts' = 'all'): readonly string[] {
  const found = new Set<string>()
  eachValue(value, text => {
    if (which === 'inTexts' && ONE_SECRET.test(text)) return text
    for (const [, name] of text.matchAll(SECRET)) found.add(name!)
    return text
  })
  return [...found]
}

/** Secrets within longer texts in place; `{$secret}` stays as it is. */
export function revealInTexts(inputs: Inputs, secrets: ReadonlyMap<string, string>): Inputs {
  return eachValue(inputs, text => {
    const one = ONE_SECRET.exec(text)
    if (one !== null) return {$secret: one[1]!}
    return text.replace(SECRET, (whole, name: string) => secrets.get(name) ?? whole)
  }) as Inputs
}

/** Every text another; markers stay as they are. */
export const changeTexts = (value: Json, change: (text: string) => string): Json =>
  mark(eachValue(value, change))

/** Every text, with markers as the texts they stand for. */
function eachValue(value: Json, change: (text: string) => Json): Json {
  if (typeof value === 'string') return change(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(item => eachValue(item as Json, change))
  const fields = value as {readonly [key: string]: Json}
  if (isSecret(fields)) return change(`\${secret:${fields.$secret}}`)
  if (isUnknown(fields)) return change(fields.$unknown)
  return Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, eachValue(field, change)]))
}

function eachText(
  inputs: Inputs,
  fields: Fields,
  change: (text: string, spec: FieldSpec | undefined, path: string) => Json,
): Inputs {
  const walk = (value: Json, spec: FieldSpec | undefined, path: string): Json => {
    if (typeof value === 'string') return change(value, spec, path)
    if (typeof value !== 'object' || value === null || isSecret(value)) return value
    if (Array.isArray(value))
      return value.map((item: Json, i) => walk(item, inside(spec, ''), `${path}.${i}`))
    return Object.fromEntries(
      Object.entries(value).map(([key, field]) => [key, walk(field, inside(spec, key), `${path}.${key}`)]),
    )
  }
  return Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => [key, walk(value, fields[key], key)]),
  )
}
