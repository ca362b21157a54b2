// `infer create-config`: answers in, a configuration file out that generate and validate take as it is.
import {dirname, relative, resolve} from 'node:path'
import {type Config, holdingFile} from '@inferloop/config'
import {InferError} from '@inferloop/contract'
import {
  DEFAULT_TEMPLATE,
  type Made,
  openSession,
  type Session,
  type SessionOptions,
} from './config-session.ts'
import type {Collected} from '../registry/collect.ts'
import type {DetectedColumn} from './detect-columns.ts'
import {writeTextFile} from './write-text-file.ts'

export interface CreateConfigOptions extends SessionOptions {
  /** Asks what is left open; without it what was said is all. */
  readonly ask?: (session: Session) => Promise<Made>
}

/** Plain JSON: what `infer create-config --json` prints. */
export interface CreateConfigResult {
  readonly path: string
  readonly format: 'yaml' | 'json'
  /** Null where a file was changed that was there. */
  readonly template: string | null
  readonly config: Config
  /** As infer takes them by themselves; empty where no data was named. */
  readonly columns: readonly DetectedColumn[]
  /** Another file that holds in that folder in place of this one. */
  readonly passedOverFor: string | null
}

/** @throws InferError for all a user can change (docs/errors.md); the signal's reason */
export async function createConfig(
  given: CreateConfigOptions,
  collect: (wanted: string) => Promise<Collected>,
): Promise<CreateConfigResult> {
  const {place, environment, signal} = given
  const session = await openSession(given, collect)
  const {text, state} = await (given.ask === undefined ? session.made(session.start) : given.ask(session))
  signal.throwIfAborted()
  const {columns} = await session.factsOf(state)
  const folder = dirname(resolve(place.path))
  // Looked for before too: what keeps it from being found is said while nothing is written.
  await holdingFile(folder, environment)
  await session.refuseChanged()
  await writeTextFile(place.path, text.text, {force: place.replaces, signal})
  const holding = await holdingFile(folder, environment)
  const isOther = holding !== undefined && holding !== resolve(place.path)
  return {
    path: place.path,
    format: place.format,
    template: place.edits ? null : (state.template ?? DEFAULT_TEMPLATE),
    config: text.raw,
    columns,
    passedOverFor: isOther ? relative('.', holding) : null,
  }
}

export const nobodyToAsk = (): InferError =>
  new InferError('INFER_OPTION', {
    message:
      'There is no terminal to ask on: give --yes, and as flags what is not to be as it is by default.',
    suggestions: [
      'infer create-config data.csv --yes',
      'infer create-config data.csv --yes --template ci --privacy high --type zip=categorical --min-quality 0.9',
      'infer create-config --help lists the flags',
    ],
  })
