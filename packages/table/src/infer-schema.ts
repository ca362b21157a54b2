// From a table of cells to what its columns mean, with the evidence for each.
import {InferError, nearest} from '@inferloop/contract'
import {
  type ColumnSchema,
  type DatetimeSchema,
  type NumericSchema,
  PLAIN_FORMAT,
  type Privacy,
  type SourceTable,
  type TableSchema,
} from '@inferloop/contract'
import type {AskedType} from './asked-type.ts'
import {takeCensus} from './census.ts'
import {namesCode, namesDate, namesInstant, namesTimePart} from './column-name.ts'
import {counted, listed} from './counts-said.ts'
import {readAnyFormat} from './dates/candidate-formats.ts'
import {readDatetimes} from './dates/read-datetimes.ts'
import {numberId} from './ids/recognise-ids.ts'
import {askedVerdict} from './kinds/asked.ts'
import {cellsIn, missingSaid, missingTexts, share, sortCells, textsOf} from './kinds/cells.ts'
import type {Cells, Context} from './kinds/cells.ts'
import {datetimeSchema, epochDates, packedDates, typedDatetimes} from './kinds/datetime.ts'
import {forcedSaid, isTruthPair, labelSchema} from './kinds/labels.ts'
import {numericSchema} from './kinds/numeric.ts'
import {stringSchema} from './kinds/strings.ts'
import {refineLists} from './lists/refine-lists.ts'
import {missingToken} from './missing-tokens.ts'
import {readDurations} from './numbers/durations.ts'
import {readNumbers} from './numbers/read-numbers.ts'
import {sentinelsOf} from './numbers/sentinels.ts'
import type {NumberReading, Reading} from './numbers/read-numbers.ts'
import {findPositions} from './positions/find-positions.ts'
import {supportOf} from './privacy.ts'

/** Zip codes and telephone numbers have four digits at least; a column `mobile` of 0 and 1 is a flag. */
const LEAST_CODE = 1000

export interface InferSchemaOptions {
  /** What columns are, by name, whatever they look like. */
  readonly types?: Readonly<Record<string, AskedType>>
  readonly privacy: Privacy
}

/**
 * The kind of each column and all that is needed to write its cells again. Works on distinct cells: time grows with
 * the number of different texts, memory with one column's.
 *
 * @throws InferError INFER_COLUMN_UNKNOWN when `types` names a column that is not there; INFER_OPTION when its cells cannot be read so
 */
export function inferSchema(source: SourceTable, options: InferSchemaOptions): TableSchema {
  const {privacy} = options
  const types = new Map(Object.entries(options.types ?? {}))
  checkNames(source, [...types.keys()])
  const support = supportOf(privacy, source.rows)
  const proven = new Set<string>()
  const waiting: (() => ColumnSchema)[] = []
  for (const column of source.columns) {
    const cells = sortCells(takeCensus(column))
    const asked = types.get(column.name)
    const context = contextOf(asked, {support, privacy})
    const known =
      plainVerdict(cells) ?? loneVerdict(cells, context) ?? (asked && askedVerdict(cells, asked, context))
    const schema = context.forced ? known : (known ?? measured(cells, context))
    if (schema === undefined) {
      waiting.push(() => worded(cells, context, proven))
      continue
    }
    if (schema.kind === 'numeric' || schema.kind === 'datetime') {
      for (const text of schema.missing) proven.add(text.trim())
    }
    waiting.push(() => schema)
  }
  const schema = {columns: waiting.map(decide => decide())}
  return refineLists(source, findPositions(source, schema, support), support)
}

function contextOf(asked: AskedType | undefined, known: Pick<Context, 'support' | 'privacy'>): Context {
  const forced = asked?.kind === 'categorical' || asked?.kind === 'ordinal'
  if (asked?.kind !== 'ordinal') return {...known, forced}
  const labels = asked.format?.split('<').map(label => label.trim())
  return {...known, forced, ordinal: {labels}}
}

function checkNames(source: SourceTable, names: readonly string[]): void {
  const known = source.columns.map(({name}) => name)
  const stranger = names.find(name => !known.includes(name))
  if (stranger === undefined) return
  const meant = nearest(stranger, known)
  throw new InferError('INFER_COLUMN_UNKNOWN', {
    message: `There is no column "${stranger}" to take for another kind; the table has ${listed(known, 12)}.`,
    suggestions: [
      meant === undefined
        ? 'name columns as they stand in the header, with commas between them'
        : `the nearest is "${meant}"`,
    ],
  })
}

/** Columns with one distinct cell. */
function plainVerdict({census, plain, blank, sure, weak}: Cells): ColumnSchema | undefined {
  const missing = [...blank, ...sure, ...weak]
  const described = {name: census.name, physical: census.physical}
  if (plain.length === 0 && missing.length <= 1) {
    const evidence = `${share(census, census.rows)} ${census.rows === 1 ? 'is' : 'are'} without a value${missingSaid(census, missing).replace(/^.*\(/, ' (').replace(/\)$/, ')')}.`
    return {
      ...described,
      kind: 'empty',
      evidence,
      missing: missing.length === 0 ? [''] : missingTexts(census, missing),
    }
  }
  if (plain.length !== 1 || missing.length > 0) return undefined
  const value = census.text(plain[0]!)
  const evidence = `${share(census, census.rows)} ${census.rows === 1 ? 'holds' : 'hold'} ${listed([value])}.`
  return {...described, kind: 'constant', evidence, missing: [], value}
}

/** A column that hardly any row fills: so few that what stands there would tell of them alone. */
function loneVerdict(
  {census, plain, blank, sure, weak}: Cells,
  {support}: Context,
): ColumnSchema | undefined {
  const missing = [...blank, ...sure, ...weak]
  const filled = cellsIn(census, plain)
  if (missing.length === 0 || filled >= Math.min(support, Math.max(2, Math.floor(census.rows / 20))))
    return undefined
  const held = `${share(census, filled)} ${filled === 1 ? 'holds' : 'hold'} a value, too few to learn from`
  return {
    name: census.name,
    physical: census.physical,
    kind: 'empty',
    evidence: `${held}${missingSaid(census, missing)}.`,
    missing: missingTexts(census, missing),
  }
}

/** Numbers, dates, whole-number ids and flags; undefined for columns of words. */
function measured(cells: Cells, context: Context): ColumnSchema | undefined {
  const {census, plain} = cells
  if (plain.length < 2 && (plain.length === 0 || census.values === undefined)) return undefined
  const instants = ['date', 'ms', 'us', 'ns'].includes(census.physical)
  if (instants) {
    return datetimeSchema(cells, typedDatetimes(census, census.values!), [...cells.blank], context)
  }
  if (census.physical === 'boolean') return undefined
  const numbers = numbersOf(cells)
  if (numbers !== undefined) return numberVerdict(cells, numbers, context)
  const dates = readDatetimes(textsOf(cells, plain))
  if (dates === undefined) return lengthsOfTime(cells, context)
  const missing = missingOf(cells, dates, context.support)
  const odd = dates.odd.filter(index => Number.isNaN(readAnyFormat(census.text(index))))
  return withBlank(datetimeSchema(cells, dates, missing, context), {...dates, odd})
}

function lengthsOfTime(cells: Cells, context: Context): NumericSchema | undefined {
  const durations = readDurations(textsOf(cells, cells.plain))
  if (durations === undefined) return undefined
  return withBlank(
    numericSchema(cells, durations, missingOf(cells, durations, context.support), context),
    durations,
  )
}

function numbersOf(cells: Cells): NumberReading | undefined {
  const {values} = cells.census
  if (values !== undefined) return {values, odd: [], format: PLAIN_FORMAT}
  return readNumbers(textsOf(cells, cells.plain))
}

function numberVerdict(cells: Cells, numbers: NumberReading, context: Context): ColumnSchema | undefined {
  const {census, plain} = cells
  if (namesCode(census.name) && plain.every(index => numbers.values[index]! >= LEAST_CODE)) return undefined
  const missing = missingOf(cells, numbers, context.support)
  const undressed = numbers.format.prefix === '' && numbers.format.suffix === ''
  if (numbers.odd.length === 0 && undressed) {
    const instants = namesInstant(census.name) ? epochDates(census, plain) : undefined
    if (instants !== undefined) return datetimeSchema(cells, instants, missing, context)
    const id = numberId(census, numbers.values, cellsIn(census, plain))
    if (id !== undefined) {
      const {evidence, ...rest} = id
      const described = {name: census.name, physical: census.physical, missing: missingTexts(census, missing)}
      return {...described, ...rest, evidence: `${evidence}${missingSaid(census, missing)}.`}
    }
    if (isFlag(cells, numbers.values, context.support))
      return labelSchema(cells, {indices: plain, missing}, context)
    const packed = packedDates(census, plain, namesDate(census.name))
    if (packed !== undefined) return datetimeSchema(cells, packed, missing, context)
  }
  const sentinels =
    census.physical === 'text' ? sentinelsOf(census, plain, numbers.values, context.support) : []
  if (sentinels.length === 0) return withBlank(numericSchema(cells, numbers, missing, context), numbers)
  const values = numbers.values.slice()
  for (const index of sentinels) values[index] = Number.NaN
  return numericSchema(cells, {...numbers, values}, [...missing, ...sentinels], context)
}

/** Odd texts that too few cells hold are read as empty cells, so there must be such. */
function withBlank<T extends NumericSchema | DatetimeSchema>(schema: T, {odd}: Reading): T {
  if (odd.length === 0 || schema.missing.length > 0) return schema
  const evidence = `${schema.evidence.slice(0, -1)}; ${counted(odd.length, 'other text')} read as empty.`
  return {...schema, missing: [''], evidence}
}

/** 0 and 1, or a pair of codes as surveys use them: 1 and 2, -1 and 1. */
function isFlag({census, plain}: Cells, values: Float64Array, support: number): boolean {
  if (plain.length !== 2 || namesTimePart(census.name)) return false
  const pair = [...plain].map(index => values[index]!).toSorted((a, b) => a - b)
  if (!['0,1', '1,2', '-1,1'].includes(pair.join())) return false
  return isTruthPair([...plain].map(census.text)) || plain.every(index => census.counts[index]! >= support)
}

/**
 * Distinct cells that mean "no value" in a column of numbers or dates: every known token, and odd texts that enough
 * cells hold. Other odd texts (typing errors) are read as blanks: see `encodeTable`.
 */
function missingOf({census, blank, sure, weak}: Cells, {odd}: Reading, support: number): number[] {
  return [...blank, ...sure, ...weak, ...odd.filter(index => census.counts[index]! >= support)]
}

/** `NA` among codes of two capitals is one of them: Namibia, North America. */
function isNamibia({census, plain}: Cells, index: number): boolean {
  if (census.text(index) !== 'NA' || plain.length < 3) return false
  let most = 0
  for (const other of plain) {
    if (!/^[A-Z]{2}$/.test(census.text(other))) return false
    most = Math.max(most, census.counts[other]!)
  }
  return census.counts[index]! <= most
}

/** Columns of words, when it is known which tokens the table uses for missing numbers. */
function worded(cells: Cells, context: Context, proven: ReadonlySet<string>): ColumnSchema {
  const {census, plain, blank, sure, weak} = cells
  const isMissing = (index: number) =>
    proven.has(census.text(index).trim()) ||
    sure.some(
      other =>
        missingToken(census.text(other)) === 'sure' && census.counts[other]! * 2 >= census.counts[index]!,
    )
  const missing = [...blank, ...sure, ...weak].filter(
    index => !(isNamibia(cells, index) || (weak.includes(index) && !isMissing(index))),
  )
  const values = [...sure, ...weak].filter(index => !missing.includes(index))
  let indices = Uint32Array.from([...plain, ...values])
  if (indices.length === 0) {
    // Nothing but tokens, of several sorts: the commonest stands for a label, so that their shares are learnt.
    const common = missing.reduce((a, b) => (census.counts[b]! > census.counts[a]! ? b : a))
    indices = Uint32Array.of(common)
    missing.splice(missing.indexOf(common), 1)
  }
  const labels = {indices, missing}
  const forced = forcedSaid(context)
  if (census.physical === 'boolean') return labelSchema(cells, labels, context, forced)
  return indices.length === 1
    ? labelSchema(cells, labels, {...context, support: 1})
    : stringSchema(cells, labels, context)
}
