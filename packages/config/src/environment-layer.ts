// INFER_GENERATE_ROWS and its like: the section, then the key, in capitals, underscores for hyphens.
import {nearest} from '@inferloop/contract'
import type {Environment} from './check.ts'
import type {Key} from './facts.ts'
import {type Fault, faulty} from './fault.ts'
import type {Layer, Leaf} from './leaf.ts'
import {fitted} from './leaf-path.ts'
import {OWN_KEYS} from './own-keys.ts'
import {isSecret, said} from './said.ts'
import {SECTIONS, type SectionName} from './sections.ts'

export const variableOf = (section: SectionName, name: string): string =>
  `INFER_${section}_${name}`.toUpperCase().replaceAll('-', '_')

/**
 * Texts as they would follow the flag; lists with commas between, or as JSON; maps as JSON. Empty ones count as not set.
 *
 * @throws InferError INFER_CONFIG for a name that is no key, and values that do not suit theirs
 */
export function environmentLayer(section: SectionName, environment: Environment): Layer {
  const keys = Object.entries(SECTIONS[section] as Record<string, Key>)
  const names = new Map(keys.map(([name]) => [variableOf(section, name), name]))
  const prefix = variableOf(section, '')
  const faults: Fault[] = []
  const leaves: Leaf[] = []
  for (const [variable, text] of Object.entries(environment)) {
    if (!variable.startsWith(prefix) || text === undefined || text === '') continue
    const name = names.get(variable)
    if (name === undefined) {
      faults.push(stranger(variable, [...names.keys()]))
      continue
    }
    const key = (SECTIONS[section] as Record<string, Key>)[name]!
    const value = read(key, section, name, text)
    if (key.facts.shape === 'map' && typeof value === 'string') {
      faults.push({
        path: [section, name],
        what: 'must be a map in JSON, such as {"name": 3}',
        place: variable,
      })
      continue
    }
    const {error} = key.schema.safeParse(value)
    if (error === undefined) leaves.push(...leavesOf(name, key, value, variable))
    for (const {path, message} of error?.issues.slice(0, 1) ?? []) {
      const full = [section, name, ...path.map(String)]
      faults.push({path: full, what: `${message}, was ${said(valueAt(value, path), full)}`, place: variable})
    }
  }
  if (faults.length > 0) throw faulty(faults)
  return leaves
}

function read({facts}: Key, section: SectionName, name: string, text: string): unknown {
  if (facts.shape === 'one') return fitted([section, name], text)
  if (/^\s*[[{]/.test(text)) {
    try {
      return JSON.parse(text, withoutPrototype)
    } catch {
      return text
    }
  }
  return facts.shape === 'list' ? text.split(',') : text
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((at, part) => (at as Record<PropertyKey, unknown> | undefined)?.[part], value)

/** @throws SyntaxError for a key that would be no key */
function withoutPrototype(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new SyntaxError(key)
  return value
}

function leavesOf(name: string, {facts}: Key, value: unknown, variable: string): Leaf[] {
  const from = {kind: 'environment', name: variable} as const
  if (facts.shape !== 'map') return [{key: [name], value, shown: value, from, references: []}]
  return Object.entries(value as object).map(([inner, one]) => {
    const shown: unknown = isSecret([name, inner]) ? '(not shown)' : one
    const isOwn = name === 'options' && OWN_KEYS.includes(inner)
    return {key: isOwn ? [inner] : [name, inner], value: one as unknown, shown, from, references: []}
  })
}

function stranger(variable: string, known: readonly string[]): Fault {
  const near = nearest(variable, known)
  return {
    path: [],
    what: `${variable} stands for no key${near === undefined ? '' : `; the nearest is ${near}`}`,
    place: 'in the environment',
    instead: near === undefined ? `unset ${variable}` : `${near}=…`,
  }
}
