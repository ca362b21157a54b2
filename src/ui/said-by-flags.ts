// The flags of `infer create-config` as answers.
import {relative, resolve} from 'node:path'
import {openKeyFault} from '@inferloop/config'
import {InferError} from '@inferloop/contract'
import {PLACES, type Said} from '../prompts/answers.ts'
import {typedValue} from '../prompts/text-question.ts'
import {withSlashes} from '../services/with-slashes.ts'
import {type Parsed, typedLayer} from './typed-layer.ts'

/** Flags that are answers, by the answer. */
const FLAGS: Readonly<Record<string, keyof typeof PLACES>> = {
  data: 'data',
  generator: 'generator',
  rows: 'rows',
  seed: 'seed',
  privacy: 'privacy',
  synthetic: 'output',
  'save-model': 'saveModel',
  holdout: 'holdout',
  target: 'target',
  report: 'reports',
  'min-quality': 'minQuality',
  'max-detection': 'maxDetection',
  'max-copy-index': 'maxCopyIndex',
  'max-identical': 'maxIdentical',
}
const FILES = ['data', 'synthetic', 'save-model', 'holdout', 'report']
const KINDS: Readonly<Record<string, string>> = {
  categorical: 'categorical',
  key: 'id',
  text: 'text',
  drop: 'drop',
}

/** Names of files, relative to the current folder there, are relative to `folder` here. @throws InferError INFER_OPTION */
export async function saidByFlags(parsed: Parsed, folder: string): Promise<Said> {
  const keyFault = await openKeyFault()
  const singles = new Map<string, unknown>()
  const columns = new Map<string, string>()
  const options = new Map<string, unknown>()
  const near = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(near)
    return value === '-' ? value : withSlashes(relative(folder, resolve(String(value))))
  }
  for (const {key, value: typed} of typedLayer(parsed)) {
    const [name, inner] = key as [string, string?]
    if (name === 'types') {
      if (inner === '__proto__') throw noKey(`--type ${inner}=${String(typed)}`)
      columns.set(inner!, String(typed))
    } else if (name in KINDS) {
      for (const one of typed as string[]) {
        if (one === '__proto__' && name !== 'drop') throw noKey(`--${name} ${one}`)
        columns.set(one, KINDS[name]!)
      }
    } else if (name === 'options') options.set(inner!, typed)
    else if (name === 'epochs' || name === 'max-time') options.set(name, typed)
    else if (name in FLAGS) {
      const [section, place] = PLACES[FLAGS[name]!]
      const value = typeof typed === 'string' && NUMBERS.includes(name) ? typedValue(typed) : typed
      const fault = keyFault(section === 'validate' ? section : 'generate', place ?? 'data', value)
      if (fault !== undefined)
        throw new InferError('INFER_OPTION', {
          message: `--${name} ${fault}.`,
          suggestions: ['infer create-config --help'],
        })
      singles.set(FLAGS[name]!, FILES.includes(name) ? near(value) : value)
    }
  }
  return {
    ...(Object.fromEntries(singles) as Said),
    ...(columns.size === 0 ? {} : {columns: Object.fromEntries(columns)}),
    ...(options.size === 0 ? {} : {options: Object.fromEntries(options) as NonNullable<Said['options']>}),
  }
}

const noKey = (typed: string): InferError =>
  new InferError('INFER_OPTION', {
    message: `${typed}: no configuration can have a key __proto__.`,
    suggestions: ['--drop __proto__', 'give the column another name'],
  })

const NUMBERS = ['rows', 'seed', 'min-quality', 'max-detection', 'max-copy-index', 'max-identical']
