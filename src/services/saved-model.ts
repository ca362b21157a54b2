// What goes into a model file besides the model, and the way back.
import {
  CONTRACT,
  errorCode,
  type Generator,
  InferError,
  type Options,
  type TableSchema,
  withCommas,
} from '@inferloop/contract'
import {type Finished, openFileSink} from '@inferloop/files'
import {type Manifest, packModel, readModelFile} from '@inferloop/model-file'
import {listModelFault, longestCell, longestRow, modelledSchemas, textModelFault} from '@inferloop/table'
import type {Offer} from '../registry/collect.ts'
import {askPlugin, broken} from '../registry/generators.ts'
import type {Encoded} from './learn.ts'
import type {MadeColumn} from './generate-options.ts'
import {version} from './version.ts'

/** Characters of an id, and of a row. */
const MOST_ID = 100_000
const MOST_ROW = 2 ** 28

export interface ToSave {
  readonly offer: Offer
  readonly generator: Generator
  readonly model: unknown
  readonly schema: Encoded['schema']
  readonly learntFrom: Encoded['learntFrom']
  readonly format: Encoded['format']
  readonly options: Options
  readonly seed: number
  readonly columns: readonly MadeColumn[]
  /** Rows the scores were taken from. */
  readonly rows: number
}

/** A model on the disk that has not got its name yet. */
export interface PreparedModel extends Finished {
  readonly bytes: number
}

/**
 * Writes beside the target; `commit` names it.
 *
 * @throws InferError as `openFileSink` of packages/files; INFER_MODEL_LIMIT when no reader would take it back
 */
export async function prepareModel(
  path: string,
  {offer, generator, model, schema, learntFrom, format, options, seed, columns, rows}: ToSave,
  {force, signal}: {readonly force: boolean; readonly signal: AbortSignal},
): Promise<PreparedModel> {
  const excess = cellsExcess(schema)
  if (excess !== undefined) throw tooMuch(path, excess)
  const manifest = {
    infer: version,
    generator: {name: offer.descriptor.name, version: offer.version, contract: CONTRACT},
    schema,
    seed,
    options,
    trainedOn: learntFrom,
    dialect: format,
    scores: columns.flatMap(({name, metric, score}) =>
      metric === null ? [] : [{name, metric, score, rows}],
    ),
  }
  const bytes = await askPlugin(offer, signal, () => {
    const saved = generator.save(model)
    const fault = savedFault(saved)
    if (fault !== undefined) throw broken(offer, fault)
    return packModel(path, {manifest, ...saved})
  })
  const sink = await openFileSink(path, {force, flag: '--save-model', signal})
  try {
    await sink.write(bytes)
    signal.throwIfAborted()
    return {...sink, force, bytes: await sink.finish()}
  } catch (error) {
    await sink.abort()
    throw error
  }
}

/** What of a model's parts is not as the contract has it; names and numbers are judged when they are packed. */
function savedFault(saved: unknown): string | undefined {
  const {meta, arrays} = (saved ?? {}) as {meta?: unknown; arrays?: unknown}
  if (meta === undefined) return 'its save gives no meta'
  if (typeof arrays !== 'object' || arrays === null) return 'its save gives no arrays'
  const stray = Object.entries(arrays).find(
    ([, array]) => !ArrayBuffer.isView(array) || array instanceof DataView,
  )
  return stray === undefined ? undefined : `its save gives "${stray[0]}", which is no typed array`
}

/** The file alone; which generator reads it stands in its manifest. */
export async function openModel(path: string) {
  const {manifest, ...saved} = await readModelFile(path)
  const fault = manifestFault(manifest)
  if (fault !== undefined) throw damaged(path, fault)
  const excess = cellsExcess(manifest.schema)
  if (excess !== undefined) throw tooMuch(path, excess)
  return {
    manifest,
    options: manifest.options as Options,
    async load(offer: Offer, generator: Generator, signal: AbortSignal): Promise<unknown> {
      if (manifest.generator.contract !== CONTRACT) {
        throw new InferError('INFER_MODEL_VERSION', {
          message: `${path} was saved by a generator of contract ${manifest.generator.contract}; this infer speaks ${CONTRACT}.`,
          suggestions: ['update infer and its plugins', 'save the model anew with this version'],
        })
      }
      try {
        return await askPlugin(offer, signal, () => generator.load(saved, modelledSchemas(manifest.schema)))
      } catch (error) {
        if (errorCode(error) !== 'INFER_MODEL_DAMAGED') throw error
        throw damaged(path, (error as Error).message, error)
      }
    },
  }
}

/** What `readModelFile` lets through because only the packages that use it know better. */
function manifestFault({schema}: Manifest): string | undefined {
  for (const column of schema.columns) {
    const fault =
      column.kind === 'text'
        ? textModelFault(column.model)
        : column.kind === 'list'
          ? listModelFault(column.model)
          : undefined
    if (fault !== undefined) return `column ${JSON.stringify(column.name)}: ${fault}`
  }
  return undefined
}

/** Cells that would be too long to be written, as a clause. */
function cellsExcess(schema: TableSchema): string | undefined {
  for (const column of schema.columns) {
    const length = column.kind === 'id' ? longestCell(column) : 0
    if (length > MOST_ID)
      return `ids of column ${JSON.stringify(column.name)} would have ${withCommas(length)} characters, more than ${withCommas(MOST_ID)}`
  }
  const length = Math.ceil(longestRow(schema))
  if (length <= MOST_ROW) return undefined
  const {name} = schema.columns.reduce((a, b) => (longestCell(b) > longestCell(a) ? b : a))
  return `a row could have ${withCommas(length)} characters, more than ${withCommas(MOST_ROW)}, most of them in column ${JSON.stringify(name)}`
}

const tooMuch = (path: string, what: string): InferError =>
  new InferError('INFER_MODEL_LIMIT', {
    message: `${path} is refused: ${what}.`,
    suggestions: ['leave the column out with --drop and save the model anew'],
  })

const damaged = (path: string, what: string, cause?: unknown): InferError =>
  new InferError('INFER_MODEL_DAMAGED', {
    message: `${path}: ${what}`,
    suggestions: ['copy the file again, or make it anew with --save-model'],
    cause,
  })
