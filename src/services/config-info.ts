// What `infer info config` says: every key with its value and where that came from.
import {everyKey, type Leaf, openConfig, type Origin, type Where} from '@inferloop/config'

export interface ConfigValue {
  /** `generate.rows`, `generate.types.born`. */
  readonly key: string
  /** References to the environment stand as such, and what is secret as `(not shown)`. */
  readonly value: unknown
  /** False where a value is in words: what holds while nobody says anything. */
  readonly isSet: boolean
  readonly from: Origin
}

/** Plain JSON: what `infer info config --json` prints. */
export interface ConfigInfo {
  readonly file: string | null
  readonly job: string | null
  readonly jobs: readonly string[]
  readonly passedOver: readonly {readonly file: string; readonly why: string}[]
  readonly values: readonly ConfigValue[]
}

/** @throws InferError INFER_CONFIG, INFER_FILE_MISSING or INFER_FILE_UNREADABLE */
export async function configInfo(where: Where): Promise<ConfigInfo> {
  const {file = null, job = null, jobs, passedOver, leavesOf} = await openConfig(where)
  const leaves = {generate: await leavesOf('generate'), validate: await leavesOf('validate')}
  const keys = await everyKey()
  const values = keys.flatMap(({section, name, unset}): ConfigValue[] => {
    const found = leaves[section].filter(({key}) => key[0] === name)
    if (found.length > 0) return found.map(leaf => shownValue(section, leaf))
    return [{key: `${section}.${name}`, value: unset, isSet: false, from: {kind: 'default'}}]
  })
  return {file, job, jobs, passedOver, values}
}

const shownValue = (section: string, {key, shown, from}: Leaf): ConfigValue => ({
  key: [section, ...key].join('.'),
  value: shown,
  isSet: true,
  from,
})
