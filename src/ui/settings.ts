// What holds for a command: flags over the environment over the configuration, with where each value came from.
import {
  everyKey,
  type Hide,
  hideOf,
  type Leaf,
  openConfig,
  originSaid,
  refuseUnset,
  type SectionName,
} from '@inferloop/config'
import {errorCode, InferError} from '@inferloop/contract'
import {syntheticOf} from '../services/synthetic-of.ts'
import {type Parsed, typedLayer} from './typed-layer.ts'

export interface Settings {
  readonly values: Readonly<Record<string, unknown>>
  /** Files that were found and not read, and why. */
  readonly warnings: readonly string[]
  readonly hide: Hide
  /** The error with where the values came from that it speaks of. */
  readonly explained: (error: Error) => Error
}

/** @throws InferError INFER_CONFIG, INFER_OPTION, INFER_FILE_MISSING or INFER_FILE_UNREADABLE */
export async function settingsFor(section: SectionName, parsed: Parsed): Promise<Settings> {
  const {config: file, 'no-config': none, job} = parsed.flags as ConfigFlags
  const typed = typedLayer(parsed)
  const opened = await openConfig({file, none, job, folder: process.cwd(), environment: process.env})
  const leaves = await opened.leavesOf(section, typed)
  if (section === 'validate' && !leaves.some(({key}) => key[0] === 'synthetic')) {
    const real = leaves.find(({key}) => key[0] === 'real')
    const made = await syntheticOf(await opened.leavesOf('generate'))
    if (real?.from.kind !== 'flag' && made !== undefined) leaves.push(made)
  }
  refuseUnset(section, leaves)
  const files = await fileKeys(section, leaves)
  return {
    values: valuesOf(leaves),
    warnings: opened.passedOver.map(({file: one, why}) => `Warning: ${one} is not read: ${why}`),
    hide: hideOf(leaves),
    explained: error => explained(error, leaves, files),
  }
}

interface ConfigFlags {
  readonly config?: string
  readonly 'no-config'?: boolean
  readonly job?: string
}

/** Leaves as one object; those of maps together. */
function valuesOf(leaves: readonly Leaf[]): Record<string, unknown> {
  const values = new Map<string, unknown>()
  for (const {key, value} of leaves) {
    const [name, inner] = key
    values.set(
      name!,
      inner === undefined ? value : {...(values.get(name!) as object | undefined), [inner]: value},
    )
  }
  return Object.fromEntries(values)
}

/** Says of values that nobody typed where they came from: `--max-drift needs --baseline, … (max-drift: infer.config.yaml:9)`. */
function explained(error: Error, leaves: readonly Leaf[], files: readonly string[]): Error {
  const code = errorCode(error)
  if (code === undefined) return error
  const about = leaves.filter(leaf => leaf.from.kind !== 'flag' && speaksOf(error.message, code, leaf, files))
  const places = [...new Set(about.map(({key, from}) => `${key.join('.')}: ${originSaid(from)}`))]
  if (places.length === 0) return error
  const {message, cause} = error
  const {suggestions} = error as InferError
  return new InferError(code, {message: `${message} (${places.slice(0, 4).join(', ')})`, suggestions, cause})
}

/** By the flag, by `generator/option:`, or by the name of a file. */
function speaksOf(message: string, code: string, {key, value}: Leaf, files: readonly string[]): boolean {
  if (code.startsWith('INFER_FILE_'))
    return files.includes(key[0]!) && [value].flat().some(name => names(message, String(name)))
  const flag = key[0] === 'types' ? 'type' : key.at(-1)!
  return message.includes(`/${flag}: `) || message.split(/[^\w-]/).includes(`--${flag}`)
}

/** Keys that name files; none where all is typed, and no schema is loaded. */
async function fileKeys(section: SectionName, leaves: readonly Leaf[]): Promise<string[]> {
  if (leaves.every(({from}) => from.kind === 'flag')) return []
  const keys = await everyKey()
  return keys.filter(one => one.section === section && one.isFile).map(({name}) => name)
}

/** Whether a file's whole name stands in a message; a full stop may end it. */
function names(message: string, file: string): boolean {
  const escaped = file.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)
  return new RegExp(String.raw`(?<![\w./\\-])${escaped}(?![\w/\\-]|\.\w)`).test(message)
}
