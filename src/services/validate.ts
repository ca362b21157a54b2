// `infer validate`: holds a synthetic table against the real one and writes what it finds. Knows nothing of flags and screens.
import {addAbortSignal} from 'node:stream'
import type {Readable} from 'node:stream'
import {stat} from 'node:fs/promises'
import {basename} from 'node:path'
import {
  type Comparison,
  counted,
  InferError,
  type RunContext,
  type SourceTable,
  withCommas,
} from '@inferloop/contract'
import {noSheets, readTable} from '@inferloop/files'
import {createRandom} from '@inferloop/random'
import {judge} from '@inferloop/report'
import {compareTables, inferSchema} from '@inferloop/table'
import {changesSince, readBaseline} from './baseline.ts'
import {checkSeed, checkThreads} from './check-options.ts'
import {checkLimits} from './check-limits.ts'
import {askedTypes, withoutColumns} from './column-types.ts'
import {type CardCheck, cardPathOf, checkCard, readCard} from './data-card.ts'
import {fingerprint} from './fingerprint.ts'
import {gatesOf} from './gates.ts'
import {type Stages, stages} from './stages.ts'
import {type ValidateOptions, type ValidateStage, VALIDATE_STAGES} from './validate-options.ts'
import {type JudgedFile, REPORT_FORMAT, type ValidateReport, type ValidateResult} from './validate-report.ts'
import {verdictOf} from './verdict.ts'
import {version} from './version.ts'
import {warningsOf, warningsOfBaseline} from './warnings.ts'
import {openReports, type Reports} from './write-reports.ts'

/**
 * Reports are written all or none.
 *
 * @throws InferError for all a user can change (docs/errors.md); the signal's reason when it is aborted. A gate that fails is no error.
 */
export async function validate(given: ValidateOptions): Promise<ValidateResult> {
  const {signal = new AbortController().signal} = given
  try {
    signal.throwIfAborted()
    return await validated(given, signal)
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  }
}

async function validated(given: ValidateOptions, signal: AbortSignal): Promise<ValidateResult> {
  const limits = checkLimits(given)
  const seed = checkSeed(given.seed)
  const threads = checkThreads(given.threads)
  const cardPath = await cardOf(given)
  const reports = await openReports(given, cardPath)
  const baseline = given.baseline === undefined ? undefined : await readBaseline(given.baseline)
  const card = cardPath === undefined ? undefined : await readCard(cardPath)
  const stage = stages(VALIDATE_STAGES, given.onProgress ?? (() => undefined))
  const log = given.onLog ?? (() => undefined)
  const run: RunContext = {random: createRandom(seed), signal, threads, progress: stage.going, log}

  const read = await readAll(given, run, stage)
  const {comparison, files} = read
  const check: CardCheck | undefined =
    card === undefined ? undefined : await checkCard(given.synthetic as string, card, files)
  const judgement = await judge(
    comparison,
    {targets: given.targets ?? [], quick: given.quick === true},
    run,
    stage,
  )
  const since = baseline === undefined ? undefined : changesSince(baseline, judgement)
  const {structure} = comparison
  const gates = gatesOf(
    {judgement, structure, rows: comparison.rows, changes: since?.changes, card: check},
    limits,
  )
  const report: ValidateReport = {
    report: 'infer validate',
    format: REPORT_FORMAT,
    infer: version,
    seed,
    real: files.real,
    synthetic: files.synthetic,
    holdout: files.holdout ?? null,
    verdict: verdictOf(judgement, gates),
    gates,
    warnings: [
      ...warningsOf(comparison, judgement),
      ...warningsOfBaseline(baseline, since?.gone ?? [], files.real),
    ],
    ...judgement,
    baseline: since === undefined ? null : {file: basename(given.baseline!), ...since},
  }
  const outputs = reports.count === 0 ? [] : await written(reports, report, signal, stage)
  return {...report, outputs, threads, seconds: stage.seconds()}
}

async function written(
  reports: Reports,
  report: ValidateReport,
  signal: AbortSignal,
  stage: Stages<ValidateStage>,
): Promise<ValidateResult['outputs']> {
  stage.begin('report', reports.count, 'files')
  await turn(signal)
  const outputs = await reports.write(report, signal)
  stage.done(outputs.map(({path}) => path).join(', '))
  return outputs
}

/** The card that was named, or the one that stands beside the synthetic file. */
async function cardOf({card, synthetic}: ValidateOptions): Promise<string | undefined> {
  if (card !== undefined) {
    if (typeof synthetic === 'string') return card
    throw new InferError('INFER_OPTION', {
      message: '--card describes a file, and the synthetic table comes from a stream.',
      suggestions: ['leave out --card'],
    })
  }
  if (typeof synthetic !== 'string') return undefined
  const path = cardPathOf(synthetic)
  return (await stat(path).catch(() => undefined))?.isFile() === true ? path : undefined
}

interface Read {
  readonly comparison: Comparison
  readonly files: {real: JudgedFile; synthetic: JudgedFile; holdout?: JudgedFile | undefined}
}

async function readAll(
  {
    real: realInput,
    synthetic: syntheticInput,
    holdout: holdoutInput,
    maxUnpacked,
    sheet,
    ...columns
  }: ValidateOptions,
  run: RunContext,
  stage: Stages<ValidateStage>,
): Promise<Read> {
  const types = askedTypes(columns)
  const inputs = [realInput, syntheticInput, ...(holdoutInput === undefined ? [] : [holdoutInput])]
  stage.begin('read', 0, 'bytes', inputs.map(nameOf).join(', '))
  const tables: SourceTable[] = []
  for (const input of inputs) tables.push(await readInput(input, run, stage, {maxUnpacked, sheet}))
  if (sheet !== undefined && !tables.some(({source}) => source.format === 'excel'))
    throw noSheets(inputs.map(nameOf).join(' and '), 'have')
  const whole = {real: tables[0]!, synthetic: tables[1]!, holdout: tables[2]}
  const real = withoutColumns(whole.real, columns.drop)
  const others = [whole.synthetic, whole.holdout].map(table => table && restOf(table, columns.drop))
  const [synthetic, holdout] = others as [SourceTable, SourceTable?]
  stage.done(tables.map(({rows}) => withCommas(rows)).join(' + ') + ' rows')
  stage.begin('compare', real.columns.length, 'columns')
  await turn(run.signal)
  const schema = inferSchema(real, {privacy: 'low', types})
  for (const {name, kind, evidence} of schema.columns) run.log(`${name}: ${kind}. ${evidence}`)
  await turn(run.signal)
  const comparison = compareTables({real, synthetic, holdout}, schema)
  checkComparable(comparison, nameOf(realInput), nameOf(syntheticInput))
  const fact = (input: string | Readable, table: SourceTable): JudgedFile => ({
    file: nameOf(input),
    rows: table.rows,
    columns: table.columns.length,
    sha256: fingerprint(table),
  })
  const files = {
    real: fact(realInput, whole.real),
    synthetic: fact(syntheticInput, whole.synthetic),
    holdout: whole.holdout && fact(holdoutInput!, whole.holdout),
  }
  stage.done(`${counted(comparison.columns.length, 'column')} side by side`)
  await turn(run.signal)
  return {comparison, files}
}

/** Without the columns that are left out, where they are. */
const restOf = (table: SourceTable, drop: readonly string[] = []): SourceTable => ({
  ...table,
  columns: table.columns.filter(({name}) => !drop.includes(name)),
})

function readInput(
  input: string | Readable,
  {signal, threads, log}: RunContext,
  stage: Stages<ValidateStage>,
  {maxUnpacked, sheet}: {readonly maxUnpacked: number | undefined; readonly sheet: string | undefined},
): Promise<SourceTable> {
  const limit = maxUnpacked === undefined ? {} : {mostUnpacked: maxUnpacked}
  const chosen = sheet === undefined ? {} : {sheet, onlyWorkbooksHaveSheets: true}
  const options = {signal, threads, log, progress: stage.going, ...limit, ...chosen}
  if (typeof input === 'string') return readTable({path: input}, options)
  return readTable({stream: addAbortSignal(signal, input), name: nameOf(input)}, options)
}

const nameOf = (input: string | Readable): string => (typeof input === 'string' ? basename(input) : 'stdin')

/** @throws InferError INFER_SCHEMA_MISMATCH when there is nothing to compare */
function checkComparable({columns, structure}: Comparison, real: string, synthetic: string): void {
  if (columns.length > 0) return
  const {absent, otherKind} = structure
  const why =
    otherKind.length === 0
      ? `they have no column in common (${real} has ${absent.slice(0, 5).join(', ')}${absent.length > 5 ? ', …' : ''})`
      : `their columns are of other kinds: "${otherKind[0]!.name}" is ${otherKind[0]!.real}, but a cell reads "${otherKind[0]!.example}"`
  throw new InferError('INFER_SCHEMA_MISMATCH', {
    message: `${real} and ${synthetic} cannot be compared: ${why}.`,
    suggestions: ['infer validate real.csv synthetic.csv, with tables of the same columns'],
  })
}

/** Lets signals and the screen have their turn. */
async function turn(signal: AbortSignal): Promise<void> {
  await new Promise(resolve => setImmediate(resolve))
  signal.throwIfAborted()
}
