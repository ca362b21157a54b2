// A column of the kind its user says it is.
import {type ColumnSchema, InferError, PLAIN_FORMAT} from '@inferloop/contract'
import type {AskedType} from '../asked-type.ts'
import {count, quoted} from '../counts-said.ts'
import {findListStyle} from '../lists/list-style.ts'
import {readAs, readDatetimes} from '../dates/read-datetimes.ts'
import {fromStrftime} from '../dates/strftime.ts'
import {numberId} from '../ids/recognise-ids.ts'
import {readNumbers} from '../numbers/read-numbers.ts'
import {cellsIn, missingSaid, missingTexts, textsOf} from './cells.ts'
import type {Cells, Context} from './cells.ts'
import {listSchema} from './lists.ts'
import {datetimeSchema, packedDates, typedDatetimes} from './datetime.ts'
import {numericSchema} from './numeric.ts'
import {codeSchema, textSchema} from './strings.ts'

const BY_YOU = ', named by you'

/**
 * Labels are decided with the rest: which words are missing there depends on the table.
 *
 * @throws InferError INFER_OPTION when the cells cannot be read as that kind
 */
export function askedVerdict(cells: Cells, asked: AskedType, context: Context): ColumnSchema | undefined {
  const {census, plain, blank, sure, weak} = cells
  // What could only be a value's place holder is one in every kind but labels.
  const tokens = [...blank, ...sure, ...weak]
  switch (asked.kind) {
    case 'categorical':
    case 'ordinal':
      return undefined
    case 'numeric': {
      const {values} = census
      const reading =
        values === undefined ? readNumbers(textsOf(cells, plain)) : {values, odd: [], format: PLAIN_FORMAT}
      if (reading === undefined) throw unreadable(cells, asked, 'numbers')
      return said(numericSchema(cells, reading, [...tokens, ...reading.odd], context))
    }
    case 'datetime': {
      const reading = datetimesOf(cells, asked)
      if (reading === undefined) throw unreadable(cells, asked, asked.format ?? 'dates or times')
      return said(datetimeSchema(cells, reading, [...tokens, ...reading.odd], context))
    }
    case 'id': {
      const numbers = census.values ?? readNumbers(textsOf(cells, plain))?.values
      const counted =
        numbers === undefined ? undefined : numberId(census, numbers, cellsIn(census, plain), true)
      const missing = missingTexts(census, tokens)
      if (counted === undefined) return said(codeSchema(cells, {indices: plain, missing: tokens}, context))
      const {name, physical} = census
      return said({
        name,
        physical,
        missing,
        ...counted,
        evidence: `${counted.evidence}${missingSaid(census, tokens)}.`,
      })
    }
    case 'list': {
      checkSeparator(cells, asked.format)
      const lists = listSchema(cells, {indices: plain, missing: tokens}, context, {separator: asked.format})
      if (lists === undefined) throw unreadable(cells, asked, 'lists of items that repeat')
      return said(lists)
    }
    case 'text':
      return said(textSchema(cells, {indices: plain, missing: tokens}, context))
  }
}

const said = <T extends ColumnSchema>(schema: T): T => ({
  ...schema,
  evidence: schema.evidence.replace(/\.$/, `${BY_YOU} as ${schema.kind}.`),
})

function datetimesOf(cells: Cells, {format}: AskedType) {
  const {census, plain} = cells
  if (census.values !== undefined && ['date', 'ms', 'us', 'ns'].includes(census.physical))
    return typedDatetimes(census, census.values)
  const texts = textsOf(cells, plain)
  if (format === undefined) return packedDates(census, plain, true) ?? readDatetimes(texts)
  const tokens = fromStrftime(format)
  if (tokens === undefined)
    throw new InferError('INFER_OPTION', {
      message: `--type ${census.name}=datetime:${format} holds a conversion that is not known.`,
      suggestions: [`--type ${census.name}=datetime:%Y-%m-%d`, `--type ${census.name}=datetime`],
    })
  return readAs(texts, tokens)
}

/** @throws InferError INFER_OPTION when no cell holds what is said to stand between the items */
function checkSeparator(cells: Cells, separator: string | undefined): void {
  const {census, plain} = cells
  if (separator === undefined || plain.some(index => census.text(index).includes(separator))) return
  const fitting = findListStyle(textsOf(cells, plain))?.separator.trim()
  const {name} = census
  throw new InferError('INFER_OPTION', {
    message: `--type ${name}=list:${separator}: none of the ${count(plain.length)} different cells holds ${quoted(separator)}; there are ${examplesOf(cells)}.`,
    suggestions: [fitting === undefined ? `leave out --type ${name}=…` : `--type '${name}=list:${fitting}'`],
  })
}

const examplesOf = ({census, plain}: Cells): string =>
  [...plain]
    .slice(0, 3)
    .map(index => quoted(census.text(index)))
    .join(', ')

function unreadable(cells: Cells, {kind, format}: AskedType, what: string): InferError {
  const {census, plain} = cells
  const option = `--type ${census.name}=${kind}${format === undefined ? '' : `:${format}`}`
  return new InferError('INFER_OPTION', {
    message: `${option}: too many of the ${count(plain.length)} different cells cannot be read as ${what}; there are ${examplesOf(cells)}.`,
    suggestions: [`leave out --type ${census.name}=…`, `--categorical ${census.name}`],
  })
}
