// `infer generate`: learns a table, or opens a model, and writes synthetic rows. Knows nothing of flags and screens.
import {counted, errorCode} from '@inferloop/contract'
import {rm} from 'node:fs/promises'
import {addAbortSignal, type Readable} from 'node:stream'
import type {
  Generator,
  Json,
  Options,
  Privacy,
  RunContext,
  SourceFormat,
  TableSchema,
} from '@inferloop/contract'
import {commitTogether, type Finished} from '@inferloop/files'
import {createRandom} from '@inferloop/random'
import {meanScore, type ShapeAccumulator} from '@inferloop/report'
import type {Collected, Complaint, Offer} from '../registry/collect.ts'
import {findGenerator} from '../registry/find-offer.ts'
import {askPlugin, DEFAULT_GENERATOR, loadGenerator} from '../registry/generators.ts'
import {
  checkFitRows,
  checkPrivacy,
  checkRows,
  checkSeed,
  checkThreads,
  checkTogether,
} from './check-options.ts'
import {columnsMade, type Score} from './columns-made.ts'
import {cardTarget, staleCard} from './card-target.ts'
import {dataCard, prepareCard} from './data-card.ts'
import {draw, type Drawn} from './draw.ts'
import {type GenerateOptions, type GenerateResult, type Stage, STAGES} from './generate-options.ts'
import {optionsFor} from './generator-options.ts'
import {type KeptTraining, keptBeside, sayingKept} from './kept-training.ts'
import {fit, readAndEncode} from './learn.ts'
import {openModel, prepareModel, type PreparedModel} from './saved-model.ts'
import {type Stages, stages} from './stages.ts'
import {tableName} from './table-name.ts'
import {checkEnding, checkTarget, defaultOutput, outputFormat} from './target.ts'

/** All installed generators, and why others are not among them; `wanted` is the one that is looked for. */
export type Collect = (wanted: string) => Promise<Collected>

/** Everything there is before the first row is drawn. */
interface Ready {
  readonly offer: Offer
  readonly warnings: readonly Complaint[]
  readonly generator: Generator
  readonly model: unknown
  readonly options: Options
  readonly schema: TableSchema
  readonly format: SourceFormat
  readonly learntFrom: GenerateResult['learntFrom']
  /** Counts what is drawn; only where there is a real table to compare with. */
  readonly shapes?: ShapeAccumulator
  /** Where the fit kept how far it was. */
  readonly kept?: KeptTraining
  /** What the model was saved with. */
  readonly scores?: readonly Score[]
}

interface Wanted {
  readonly given: GenerateOptions
  readonly privacy: Privacy
  readonly rows: number | undefined
  readonly output: GenerateOptions['output']
  readonly fitRows: number | undefined
  readonly seed: number
}

/**
 * Exactly the rows asked for are written, or nothing is.
 *
 * @throws InferError for all a user can change (docs/errors.md); the signal's reason when it is aborted
 */
export async function generate(given: GenerateOptions, collect: Collect): Promise<GenerateResult> {
  const {signal = new AbortController().signal} = given
  try {
    signal.throwIfAborted()
    return await generated(given, collect, signal)
  } catch (error) {
    throw signal.aborted && errorCode(error) !== 'INFER_INTERRUPTED' ? signal.reason : error
  }
}

async function generated(
  given: GenerateOptions,
  collect: Collect,
  signal: AbortSignal,
): Promise<GenerateResult> {
  checkTogether(given)
  const privacy = checkPrivacy(given.privacy)
  const wantedRows = given.rows === undefined ? undefined : checkRows(given.rows)
  const seed = checkSeed(given.seed)
  const threads = checkThreads(given.threads)
  const {output, replace, replaceModel, cardFile} = await checkTargets(given)
  const stage = stages(STAGES, given.onProgress ?? (() => undefined))
  const random = createRandom(seed)
  const log = given.onLog ?? (() => undefined)
  const run: RunContext = {random, signal, threads, progress: stage.going, log}
  const fitRows = given.fitRows === undefined ? undefined : checkFitRows(given.fitRows)
  const wanted = {given, privacy, rows: wantedRows, output, fitRows, seed}
  const ready = await (given.model === undefined ? learnt : opened)(wanted, collect, run, stage)
  const {schema, learntFrom, shapes, offer, options} = ready
  const format = outputFormat(typeof output === 'string' ? output : undefined, given.format, ready.format)
  const target = typeof output === 'string' ? {path: output, force: replace} : {stream: output}
  const wish = {...ready, rows: wantedRows ?? learntFrom.rows, output: target, format, shapes}
  const made = await sayingKept(draw(wish, run, stage), ready.kept, signal)
  const {rows, bytes} = made
  const columns = columnsMade(schema, shapes?.result(), ready.scores)
  const facts = {...ready, seed, columns, rows}
  const prepare = (path: string) => prepareModel(path, facts, {force: replaceModel, signal})
  const name = typeof output === 'string' ? output : '-'
  const result = {
    output: name,
    format: format.format,
    rows,
    bytes,
    columns,
    score: meanScore(columns),
    generator: {name: offer.descriptor.name, version: offer.version},
    options,
    privacy: options.privacy,
    seed,
    learntFrom,
  }
  const besides: Beside[] = []
  if (given.saveModel !== undefined) besides.push(() => prepare(given.saveModel!))
  if (cardFile !== undefined) {
    const card = dataCard(result, made.sha256)
    besides.push(() => prepareCard(cardFile.path, card, {force: cardFile.replace, signal}))
  }
  const stale = typeof output === 'string' && cardFile === undefined ? await staleCard(output) : undefined
  const files = await nameTogether(made, besides, signal)
  // The rows have their name by now: what is left of the training is no reason to fail.
  await ready.kept?.remove().catch(() => undefined)
  if (stale !== undefined) await rm(stale, {force: true})
  const model = given.saveModel === undefined ? undefined : (files[0] as PreparedModel)
  stage.done(name)
  return {
    ...result,
    threads,
    savedModel: model === undefined ? null : {path: given.saveModel!, bytes: model.bytes},
    card: cardFile?.path ?? null,
    warnings: ready.warnings,
    seconds: stage.seconds(),
  }
}

type Beside = () => Promise<Finished>

/** The table, the model and the card appear together: an error or the signal before that leaves none, and what they replace stays. */
async function nameTogether(
  table: Drawn,
  besides: readonly Beside[],
  signal: AbortSignal,
): Promise<readonly Finished[]> {
  const files: Finished[] = []
  try {
    for (const prepare of besides) files.push(await prepare())
    signal.throwIfAborted()
    await commitTogether([table, ...files])
    return files
  } catch (error) {
    await table.abort()
    for (const file of files) await file.abort()
    throw error
  }
}

async function checkTargets(given: GenerateOptions) {
  const reads = [given.input, given.model].filter(source => typeof source === 'string')
  const output = given.output ?? defaultOutput(await tableName(reads[0]!, given.model), given.format)
  if (typeof output === 'string') checkEnding(output, given)
  const replace = typeof output === 'string' && (await checkTarget(output, '--output', reads, given))
  const {saveModel: model} = given
  const others = typeof output === 'string' ? [...reads, output] : reads
  const replaceModel = model !== undefined && (await checkTarget(model, '--save-model', others, given))
  const wantsCard = typeof output === 'string' && given.card !== false
  const cardFile = wantsCard ? await cardTarget(output, {reads, model}, given) : undefined
  return {output, replace, replaceModel, cardFile}
}

async function learnt(
  {given, privacy, rows, output, fitRows, seed}: Wanted,
  collect: Collect,
  run: RunContext,
  stage: Stages<Stage>,
): Promise<Ready> {
  const {generator: chosen = DEFAULT_GENERATOR} = given
  const {offer, warnings} =
    typeof chosen === 'string'
      ? await found(chosen, collect)
      : {offer: {descriptor: chosen, version: 'unknown'}, warnings: []}
  const options = optionsFor(offer, given.options ?? {}, privacy)
  const generator = await loadGenerator(offer)
  const input = given.input as string | Readable
  if (typeof input !== 'string') addAbortSignal(run.signal, input)
  const {table, ...encoded} = await readAndEncode(
    {
      input,
      columns: given,
      rows,
      output,
      format: given.format,
      mostUnpacked: given.maxUnpacked,
      sheet: given.sheet,
      sample: {rows: fitRows, seed},
    },
    options,
    run,
    stage,
  )
  const {schema, learntFrom} = encoded
  const identity = {seed, rows: table.rows, schema, options, sha256: learntFrom.sha256, by: whose(offer)}
  const kept =
    typeof output === 'string'
      ? await keptBeside(output, identity as unknown as Json, {log: run.log})
      : undefined
  const fitting = {...run, random: run.random.split('fit'), ...(kept && {kept})}
  const fitted = askPlugin(offer, run.signal, () => fit(generator, table, options, fitting, stage))
  const model = await sayingKept(fitted, kept, run.signal)
  return {offer, warnings, generator, model, options, ...encoded, ...(kept && {kept})}
}

const whose = ({descriptor, version}: Offer) => [descriptor.name, version]

async function opened(
  {given}: Wanted,
  collect: Collect,
  run: RunContext,
  stage: Stages<Stage>,
): Promise<Ready> {
  const {manifest, options, load} = await openModel(given.model!)
  // Before the first stage is shown: somebody may be asked whether to install it.
  const {offer, warnings} = await found(manifest.generator.name, collect)
  stage.begin('read', 0, 'bytes', given.model)
  const generator = await loadGenerator(offer)
  const model = await load(offer, generator, run.signal)
  run.signal.throwIfAborted()
  const {trainedOn, schema, scores} = manifest
  stage.done(`model of ${trainedOn.file}, ${counted(trainedOn.rows, 'row')}`)
  const format = manifest.dialect ?? {format: 'csv'}
  return {offer, warnings, generator, model, options, schema, format, learntFrom: trainedOn, scores}
}

/** @throws InferError INFER_GENERATOR_UNKNOWN */
async function found(name: string, collect: Collect): Promise<Pick<Ready, 'offer' | 'warnings'>> {
  const collected = await collect(name)
  return {offer: findGenerator(collected, name), warnings: collected.complaints}
}
