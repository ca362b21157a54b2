// What was typed, in the words of the configuration: the layer that beats all others.
import {type Layer, type Leaf, OWN_KEYS} from '@inferloop/config'
import {parseType} from '../services/column-types.ts'
import {parseOptionTexts} from '../services/generator-options.ts'
import {saidTwice} from './column-options.ts'

export interface Parsed {
  readonly args: Readonly<Record<string, unknown>>
  readonly flags: Readonly<Record<string, unknown>>
  readonly metadata: {
    readonly flags: Readonly<Record<string, {readonly setFromDefault?: boolean} | undefined>>
  }
}

interface Repeated {
  readonly type?: readonly string[]
  readonly option?: readonly string[]
}

/** Flags about the run, which no configuration has. */
const OF_THE_RUN = ['json', 'quiet', 'verbose', 'no-color', 'config', 'no-config', 'job']

/** Flags that may be repeated, with names of columns parted by commas. */
const NAMES = ['categorical', 'key', 'text', 'drop', 'target']

/** @throws InferError INFER_OPTION */
export function typedLayer({args, flags, metadata}: Parsed): Layer {
  const typed = new Map(
    Object.entries(flags).filter(
      ([name, value]) =>
        value !== undefined && !OF_THE_RUN.includes(name) && metadata.flags[name]?.setFromDefault !== true,
    ),
  )
  const leaf = (key: readonly string[], value: unknown, name: string): Leaf => ({
    key,
    value,
    shown: value,
    from: {kind: 'flag', name},
    references: [],
  })
  const leaves = Object.entries(args).flatMap(([name, value]) =>
    value === undefined ? [] : [leaf([name], value, name)],
  )
  const {type = [], option = [], ...others} = Object.fromEntries(typed) as Repeated
  const {epochs, 'max-time': maxTime, ...plain} = others as Record<string, string>
  for (const [name, value] of Object.entries(plain as Record<string, unknown>)) {
    const given = NAMES.includes(name) ? (value as string[]).flatMap(list => list.split(',')) : value
    leaves.push(leaf([name], given, `--${name}`))
  }
  const kinds = new Map<string, string>()
  for (const text of type) {
    const [name, {kind, format}] = parseType(text)
    const before = kinds.get(name)?.split(':', 1)[0]
    if (before !== undefined && before !== kind) throw saidTwice(name, before, kind)
    kinds.set(name, format === undefined ? kind : `${kind}:${format}`)
  }
  for (const [name, kind] of kinds) leaves.push(leaf(['types', name], kind, '--type'))
  const options = parseOptionTexts([
    ...option,
    ...(epochs === undefined ? [] : [`epochs=${epochs}`]),
    ...(maxTime === undefined ? [] : [`max-time=${maxTime}`]),
  ])
  for (const [name, value] of Object.entries(options)) {
    const own = OWN_KEYS.includes(name)
    leaves.push(own ? leaf([name], value, `--${name}`) : leaf(['options', name], value, '--option'))
  }
  return leaves
}
