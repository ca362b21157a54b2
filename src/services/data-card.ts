// The data card beside a synthetic file: that it is synthetic, what made it from what, and how close it came.
import {readFile, stat} from 'node:fs/promises'
import {basename} from 'node:path'
import {errorCode, InferError} from '@inferloop/contract'
import {fileDigest, type Finished, openFileSink} from '@inferloop/files'
import type {GenerateResult} from './generate-options.ts'
import {version} from './version.ts'

export const CARD_FORMAT = 1

/** Larger files are no cards of ours. */
const MOST_BYTES = 64 * 2 ** 20

/** Plain JSON, the same bytes for the same run: it holds no time and no place. */
export interface DataCard {
  readonly card: 'infer data card'
  readonly format: typeof CARD_FORMAT
  readonly synthetic: true
  readonly statement: string
  readonly file: {
    readonly name: string
    readonly format: 'csv' | 'parquet'
    readonly rows: number
    readonly columns: number
    readonly bytes: number
    /** SHA-256 of the file's bytes. */
    readonly sha256: string
  }
  readonly madeBy: {
    readonly infer: string
    readonly generator: GenerateResult['generator']
    readonly options: GenerateResult['options']
    readonly privacy: GenerateResult['privacy']
    readonly seed: number
  }
  readonly learntFrom: GenerateResult['learntFrom']
  readonly scores: {
    /** Mean of the columns' scores. */
    readonly closeness: number | null
    readonly columns: readonly {
      readonly name: string
      readonly kind: string
      readonly metric: string | null
      readonly score: number | null
    }[]
  }
}

const STATEMENT =
  'Every row of this file was drawn from a statistical model. No row was copied from the table it was learnt from; rows may equal real ones by chance.'

export const cardPathOf = (path: string): string => `${path}.card.json`

type Made = Omit<GenerateResult, 'seconds' | 'threads' | 'warnings' | 'savedModel' | 'card'>

export function dataCard(made: Made, sha256: string): DataCard {
  const {output, format, rows, bytes, columns, score, generator, options, privacy, seed, learntFrom} = made
  return {
    card: 'infer data card',
    format: CARD_FORMAT,
    synthetic: true,
    statement: STATEMENT,
    file: {name: basename(output), format, rows, columns: columns.length, bytes, sha256},
    madeBy: {infer: version, generator, options, privacy, seed},
    learntFrom,
    scores: {
      closeness: score,
      columns: columns.map(({name, kind, metric, score: one}) => ({name, kind, metric, score: one})),
    },
  }
}

/** Writes beside the target; `commit` names it. @throws InferError as `openFileSink` of packages/files */
export async function prepareCard(
  path: string,
  card: DataCard,
  options: {readonly force: boolean; readonly signal: AbortSignal},
): Promise<Finished> {
  const sink = await openFileSink(path, {...options, flag: '--output'})
  try {
    await sink.write(Buffer.from(`${JSON.stringify(card, null, 2)}\n`))
    await sink.finish()
    return {...sink, force: options.force}
  } catch (error) {
    await sink.abort()
    throw error
  }
}

/** @throws InferError INFER_FILE_MISSING, INFER_FILE_UNREADABLE, INFER_REPORT_FOREIGN when it is no data card */
export async function readCard(path: string): Promise<DataCard> {
  let text: string
  try {
    if ((await stat(path)).size > MOST_BYTES) throw foreign(path, 'it is larger than any card')
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (errorCode(error) !== undefined) throw error
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw new InferError(missing ? 'INFER_FILE_MISSING' : 'INFER_FILE_UNREADABLE', {
      message: missing ? `There is no data card ${path}.` : `The data card ${path} cannot be read.`,
      suggestions: ['infer generate writes <output>.card.json beside what it makes'],
      cause: error,
    })
  }
  let card: Partial<DataCard> | null
  try {
    card = JSON.parse(text) as Partial<DataCard> | null
  } catch (cause) {
    throw foreign(path, 'it is not JSON', cause)
  }
  if (card?.card !== 'infer data card') throw foreign(path, 'it was not written by infer generate')
  if (card.format !== CARD_FORMAT)
    throw foreign(path, `it has format ${JSON.stringify(card.format)}, and this infer reads ${CARD_FORMAT}`)
  const {file, learntFrom} = card
  if (
    typeof file?.sha256 !== 'string' ||
    typeof file.name !== 'string' ||
    typeof learntFrom?.sha256 !== 'string'
  )
    throw foreign(path, 'parts of it are missing')
  return card as DataCard
}

const foreign = (path: string, why: string, cause?: unknown): InferError =>
  new InferError('INFER_REPORT_FOREIGN', {
    message: `${path} is no data card: ${why}.`,
    suggestions: ['leave out --card', 'infer generate writes <output>.card.json beside what it makes'],
    ...(cause === undefined ? {} : {cause}),
  })

export interface CardCheck {
  readonly passed: boolean
  readonly said: string
}

/** Whether a file is the one its card describes, byte for byte, and was learnt from the table with this fingerprint. */
export async function checkCard(path: string, card: DataCard, realSha256: string): Promise<CardCheck> {
  const {name, sha256} = card.file
  if ((await fileDigest(path)) !== sha256)
    return {
      passed: false,
      said: `${basename(path)} is not what the card of ${name} describes: its bytes are others.`,
    }
  const learnt =
    card.learntFrom.sha256 === realSha256
      ? `learnt from the very table given as real`
      : `learnt from another table (${card.learntFrom.file}) than the one given as real`
  const {generator, privacy, seed} = card.madeBy
  return {
    passed: true,
    said: `The file is the one its card describes: made by ${generator.name}, privacy ${privacy}, seed ${seed}, ${learnt}.`,
  }
}
