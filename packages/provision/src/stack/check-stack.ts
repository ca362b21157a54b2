// A file's data held against what a stack may be: the stack as plain data, or every fault with its place.
import {type Fields, inputFaults, type Json, type ResourceKind, withDefaults} from '@inferloop/contract'
import type {DesiredResource, Stack} from '../engine/stack.ts'
import {checkReferences} from './check-references.ts'
import {checkResource} from './check-resource.ts'
import {checkRules} from './check-rules.ts'
import {faulty} from './fault.ts'
import {faultList} from './fault-list.ts'
import {type AnyMap, isMap} from './is-map.ts'
import type {Parsed} from './parse.ts'
import {type Environment, readTexts, type Reading} from './read-texts.ts'
import {OPEN_SECTIONS, SECTIONS, VERSION} from './sections.ts'

export interface Known {
  readonly env: Environment
  /** The provider's own settings; not checked when they are not given. */
  readonly settings?: Fields | undefined
  /** The provider's own fields by kind; not checked when they are not given. */
  readonly native?: Readonly<Partial<Record<ResourceKind, Fields>>> | undefined
}

/** @throws InferError INFER_STACK with every fault */
export function checkStack(parsed: Parsed, shown: string, known: Known): Stack {
  const root = mapOf(parsed, shown)
  const {refuse, add, raise} = faultList(parsed, shown)
  const reading: Reading = {env: known.env, secrets: 'never', outputs: true, refuse}

  const top = Object.fromEntries(
    Object.entries(SECTIONS).flatMap(([name, spec]) =>
      Object.hasOwn(root, name) ? [[name, readTexts(root[name], spec, [name], reading)]] : [],
    ),
  ) as Record<string, Json>
  const provider = textAt(top, 'provider')
  const strangers = Object.keys(root).filter(name => !Object.hasOwn(SECTIONS, name))
  const opened = strangers.map((name): [string, Json] => {
    const isOpen = Object.hasOwn(OPEN_SECTIONS, name) && isMap(root[name])
    return [name, isOpen ? {} : (root[name] as Json)]
  })
  add([], inputFaults({...SECTIONS, ...OPEN}, {...top, ...Object.fromEntries(opened)}))

  const settings = readTexts(mapAt(root, 'settings'), undefined, ['settings'], {
    ...reading,
    outputs: false,
  }) as AnyMap
  if (known.settings !== undefined) add(['settings'], inputFaults(known.settings, settings))

  const found = Object.entries(mapAt(root, 'resources')).map(([name, value]) =>
    checkResource({name, value, provider, shown, parsed, known, refuse, add}),
  )
  const resources = found.flatMap(one => (one === undefined ? [] : [one.resource]))
  const fields = new Map(
    found.flatMap(one => (one === undefined ? [] : [[one.resource.name, one.fields] as const])),
  )

  const {maxMonthlyCost, usage} = withDefaults(SECTIONS, top)
  const stack: Stack = {
    name: textAt(top, 'stack'),
    provider,
    settings: settings as Stack['settings'],
    resources,
    outputs: isMap(top['outputs']) ? top['outputs'] : {},
    hooks: Array.isArray(top['hooks']) ? top['hooks'] : [],
    ...(isMap(maxMonthlyCost) && {maxMonthlyCost: maxMonthlyCost as {amount: number; currency: string}}),
    ...(isMap(usage) && {usage: usage as NonNullable<Stack['usage']>}),
  }
  checkReferences(stack, names(root), ({name}: DesiredResource) => fields.get(name) ?? {}, refuse)
  checkRules(stack, refuse)
  raise()
  return stack
}

const OPEN: Fields = Object.fromEntries(
  Object.entries(OPEN_SECTIONS).map(([name, summary]) => [
    name,
    {type: 'map', of: {type: 'string', summary: 'value'}, summary},
  ]),
)

/** Of resources with faults too, so that references to them are none. */
const names = (root: AnyMap): readonly string[] => Object.keys(mapAt(root, 'resources'))

function mapAt(root: AnyMap, name: string): AnyMap {
  const value = Object.hasOwn(root, name) ? root[name] : undefined
  return isMap(value) ? value : {}
}

const textAt = (root: AnyMap, name: string): string => (typeof root[name] === 'string' ? root[name] : '')

/** Sections without a value count as left out. */
function mapOf({value, placeOf}: Parsed, shown: string): AnyMap {
  const place = (path: readonly string[]): string => {
    const {line, column} = placeOf(path)
    return `${shown}:${line}:${column}`
  }
  if (!isMap(value)) {
    const what = value === null ? 'is empty' : 'should be keys with values'
    throw faulty([{path: [], what, place: place([]), instead: 'infer deploy template init bucket'}])
  }
  const version = value['version']
  if (typeof version === 'number' && version > VERSION)
    throw faulty([
      {
        path: ['version'],
        what: `is ${version}, and this infer reads up to ${VERSION}`,
        place: place(['version']),
        instead: 'npm install --global @inferloop/cli@latest',
      },
    ])
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null))
}
