// Where a configuration is to stand, in which language, and what becomes of one that stands there.
import {stat} from 'node:fs/promises'
import {extname} from 'node:path'
import {InferError} from '@inferloop/contract'
import {checkTarget} from './target.ts'

export type ConfigFormat = 'yaml' | 'json'

/** What to do with a file that is there. */
export type Existing = 'edit' | 'replace'

export interface ConfigPlace {
  readonly path: string
  readonly format: ConfigFormat
  /** Whether a file that is there is changed. */
  readonly edits: boolean
  /** Whether a file that is there goes. */
  readonly replaces: boolean
}

interface Given {
  readonly output: string | undefined
  readonly format: ConfigFormat | undefined
  /** Files that are read, which may not be written over. */
  readonly read: readonly string[]
  readonly existing: Existing | undefined
  /** Asked where a file is there and nothing was said; without it, or an answer, it stays. */
  readonly askExisting?: (path: string) => Promise<Existing | undefined>
}

const ENDINGS: Readonly<Record<string, ConfigFormat>> = {'.yaml': 'yaml', '.yml': 'yaml', '.json': 'json'}

/** @throws InferError INFER_FILE_FORMAT, INFER_OPTION, INFER_OUTPUT_UNWRITABLE, INFER_OUTPUT_EXISTS, INFER_FILE_MISSING */
export async function configPlace({output, format: asked, ...given}: Given): Promise<ConfigPlace> {
  const path = output ?? `infer.config.${asked ?? 'yaml'}`
  const said = ENDINGS[extname(path).toLowerCase()]
  if (said === undefined)
    throw new InferError('INFER_FILE_FORMAT', {
      message: `${path} ends in ${extname(path) || 'nothing'}; a configuration is .yaml, .yml or .json.`,
      suggestions: ['--output infer.config.yaml', '--output infer.config.json'],
    })
  const format = asked ?? said
  if (format !== said)
    throw new InferError('INFER_OPTION', {
      message: `--format ${format} would be written under the name ${path}, which says ${said}.`,
      suggestions: [`--output infer.config.${format}`, 'leave out --format'],
    })
  const isThere = (await stat(path).catch(() => undefined))?.isFile() === true
  if (!isThere && given.existing === 'edit')
    throw new InferError('INFER_FILE_MISSING', {
      message: `There is no ${path} to change.`,
      suggestions: ['leave out --edit', '--output with the name of one that is there'],
    })
  const existing = isThere ? (given.existing ?? (await given.askExisting?.(path))) : undefined
  if (isThere && existing === undefined) throw there(path)
  await checkTarget(path, '--output', given.read, {force: isThere})
  return {path, format, edits: existing === 'edit', replaces: isThere}
}

const there = (path: string): InferError =>
  new InferError('INFER_OUTPUT_EXISTS', {
    message: `${path} is there already.`,
    suggestions: [
      '--edit to change what you say in it and keep the rest, its remarks too',
      '--force to replace it',
      'another name with --output',
    ],
  })
