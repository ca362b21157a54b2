// Configurations as texts that are made and changed.
import {extname} from 'node:path'
import type {Environment} from './check.ts'
import type {Config} from './schema.ts'

export interface ConfigText {
  readonly text: string
  /** As it stands there, references to the environment too. */
  readonly raw: Config
}

/** @throws InferError INFER_FILE_MISSING, INFER_FILE_UNREADABLE; INFER_CONFIG with every fault and its line */
export async function readConfigText(
  path: string,
  shown: string,
  environment: Environment,
): Promise<ConfigText> {
  const {readText} = await import('./read-text.ts')
  return parseConfigText(await readText(path, shown), shown, environment)
}

/** `shown` is the name in errors, and by its ending the language. @throws InferError INFER_CONFIG */
export async function parseConfigText(
  text: string,
  shown: string,
  environment: Environment,
): Promise<ConfigText> {
  const [{check}, {parse}] = await Promise.all([import('./check.ts'), import('./parse.ts')])
  const {raw} = check(parse(text, shown, languageOf(shown)), shown, environment)
  return {text, raw: raw as Config}
}

/**
 * The text with what `wanted` says in place of what it said: remarks, order and all that stays the same stay. `remarks` come
 * behind the values at their paths, as JSON.
 *
 * @throws InferError INFER_CONFIG where the outcome is none
 */
export async function editConfigText(
  from: ConfigText,
  wanted: Config,
  {
    shown,
    environment,
    remarks = new Map(),
  }: {
    readonly shown: string
    readonly environment: Environment
    readonly remarks?: ReadonlyMap<string, string>
  },
): Promise<ConfigText> {
  const {editedJson, editedYaml} = await import('./edited-text.ts')
  const text =
    languageOf(shown) === 'json' ? editedJson(from.text, wanted) : editedYaml(from.text, wanted, remarks)
  return parseConfigText(text, shown, environment)
}

const languageOf = (name: string): 'json' | 'yaml' => (extname(name) === '.json' ? 'json' : 'yaml')
