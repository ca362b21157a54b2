// The data card beside a synthetic file: that it is synthetic, what made it from what, and how close it came.
import {counted} from '@inferloop/contract'
import {basename} from 'node:path'
import {fileDigest, type Finished, openFileSink} from '@inferloop/files'
import type {TableFormat} from '@inferloop/contract'
import type {GenerateResult} from './generate-options.ts'
import {foreign, readJson} from './read-json.ts'
import type {JudgedFile} from './validate-report.ts'
import {version} from './version.ts'

export const CARD_FORMAT = 1

/** Plain JSON, the same bytes for the same run: it holds no time and no place. */
export interface DataCard {
  readonly card: 'infer data card'
  readonly format: typeof CARD_FORMAT
  readonly synthetic: true
  readonly statement: string
  readonly file: {
    readonly name: string
    readonly format: TableFormat
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

const EXPECTED = {
  what: 'a data card',
  mostBytes: 64 * 2 ** 20,
  suggestions: ['leave out --card', 'infer generate writes <output>.card.json beside what it makes'],
}

/** @throws InferError as `readJson`, and INFER_REPORT_FOREIGN when it is no data card */
export async function readCard(path: string): Promise<DataCard> {
  const found = ((await readJson(path, EXPECTED)) ?? {}) as Partial<DataCard>
  if (found.card !== 'infer data card') throw foreign(path, EXPECTED, 'it was not written by infer generate')
  if (found.format !== CARD_FORMAT)
    throw foreign(
      path,
      EXPECTED,
      `it has format ${JSON.stringify(found.format)}, and this infer reads ${CARD_FORMAT}`,
    )
  if (!isWhole(found)) throw foreign(path, EXPECTED, 'parts of it are missing')
  return found
}

/** Whether all parts that are believed are there. */
function isWhole(card: Partial<DataCard>): card is DataCard {
  const {file, learntFrom, madeBy} = card
  const texts = [file?.sha256, file?.name, learntFrom?.sha256, learntFrom?.file]
  const made = [madeBy?.generator?.name, madeBy?.privacy]
  if ((card.synthetic as unknown) !== true) return false
  const numbers = [file?.rows, file?.columns, madeBy?.seed]
  return (
    [...texts, ...made].every(text => typeof text === 'string') &&
    numbers.every(number => Number.isSafeInteger(number))
  )
}

export interface CardCheck {
  readonly passed: boolean
  readonly said: string
}

/** Whether a file is the one its card describes, byte for byte, and was learnt from the table with this fingerprint. */
export async function checkCard(
  path: string,
  card: DataCard,
  {real, synthetic}: {readonly real: JudgedFile; readonly synthetic: JudgedFile},
): Promise<CardCheck> {
  const {name, sha256, rows, columns} = card.file
  const size = (count: {rows: number; columns: number}) =>
    `${counted(count.rows, 'row')} of ${counted(count.columns, 'column')}`
  const failed = (why: string) => ({
    passed: false,
    said: `${basename(path)} is not what the card of ${name} describes: ${why}.`,
  })
  if ((await fileDigest(path)) !== sha256) return failed('its bytes are others')
  if (rows !== synthetic.rows || columns !== synthetic.columns)
    return failed(`the card tells of ${size(card.file)}, the file has ${size(synthetic)}`)
  const {sampledRows} = card.learntFrom
  const learnt =
    card.learntFrom.sha256 === real.sha256
      ? `learnt from the very table given as real`
      : sampledRows !== undefined
        ? `learnt from a sample of ${card.learntFrom.file}, ${counted(sampledRows, 'row')}`
        : `learnt from another table (${card.learntFrom.file}) than the one given as real`
  const {generator, privacy, seed} = card.madeBy
  return {
    passed: true,
    said: `The file is the one its card describes: made by ${generator.name}, privacy ${privacy}, seed ${seed}, ${learnt}.`,
  }
}
