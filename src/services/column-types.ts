// What users say of columns: what they are, and which to leave out.
import {InferError, nearest, type SourceTable} from '@inferloop/contract'
import {ASKED_KINDS, type AskedType} from '@inferloop/table'

export interface ColumnOptions {
  /** Columns to take as labels, whatever they look like. */
  readonly categorical?: readonly string[]
  /** What columns are, by name, whatever they look like. */
  readonly types?: Readonly<Record<string, AskedType>>
  /** Columns to leave out, as if the table did not have them. */
  readonly drop?: readonly string[]
}

/** All of it by column. @throws InferError INFER_OPTION for a column that is said to be two things, or one that there is not */
export function askedTypes({
  categorical = [],
  types = {},
  drop = [],
}: ColumnOptions): Record<string, AskedType> {
  const asked = new Map<string, AskedType>()
  const add = (name: string, type: AskedType): void => {
    const before = asked.get(name)
    if (before !== undefined && (before.kind !== type.kind || before.format !== type.format))
      throw twice(name, `${before.kind} and ${type.kind}`)
    if (drop.includes(name)) throw twice(name, `${type.kind} and to be left out`)
    asked.set(name, type)
  }
  for (const name of categorical) add(name, {kind: 'categorical'})
  for (const [name, type] of Object.entries(types)) {
    if (!ASKED_KINDS.includes(type.kind)) throw unknownKind(name, type.kind)
    add(name, type)
  }
  return Object.fromEntries(asked)
}

/** @throws InferError INFER_COLUMN_UNKNOWN for a column that the table does not have, INFER_OPTION when none is left */
export function withoutColumns(table: SourceTable, drop: readonly string[] = []): SourceTable {
  if (drop.length === 0) return table
  const names = table.columns.map(({name}) => name)
  const stranger = drop.find(name => !names.includes(name))
  if (stranger !== undefined) {
    const meant = nearest(stranger, names)
    throw new InferError('INFER_COLUMN_UNKNOWN', {
      message: `--drop names a column "${stranger}", and the table has ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}.`,
      suggestions: [meant === undefined ? 'leave out --drop' : `--drop ${meant}`],
    })
  }
  const columns = table.columns.filter(({name}) => !drop.includes(name))
  if (columns.length > 0) return {...table, columns}
  throw new InferError('INFER_OPTION', {
    message: '--drop leaves no column to learn.',
    suggestions: ['name fewer columns with --drop'],
  })
}

/** `born=datetime:%d.%m.%Y`, the way it is typed. @throws InferError INFER_OPTION */
export function parseType(text: string): readonly [name: string, type: AskedType] {
  const [, name] = /^(.+)=[a-z]+(?::.+)?$/s.exec(text) ?? []
  if (name === undefined)
    throw new InferError('INFER_OPTION', {
      message: `--type should be column=kind, was ${JSON.stringify(text)}.`,
      suggestions: ['--type born=datetime:%d.%m.%Y', '--type zip=categorical', '--type tags=list'],
    })
  return [name, kindOf(name, text.slice(name.length + 1))]
}

/** `datetime:%d.%m.%Y`, what is said of the column `name`. @throws InferError INFER_OPTION */
export function kindOf(name: string, text: string): AskedType {
  const [, kind = '', format] = /^([^:]*)(?::(.+))?$/s.exec(text) ?? []
  const known = ASKED_KINDS.find(one => one === kind)
  if (known === undefined) throw unknownKind(name, kind)
  if (format !== undefined && !['datetime', 'list', 'ordinal'].includes(known))
    throw new InferError('INFER_OPTION', {
      message: `--type ${name}=${text}: only a datetime has a format, a list what stands between its items, an ordinal its labels.`,
      suggestions: [`--type ${name}=${kind}`],
    })
  return {kind: known, ...(format === undefined ? {} : {format})}
}

function unknownKind(name: string, kind: string): InferError {
  const meant = nearest(kind, ASKED_KINDS)
  return new InferError('INFER_OPTION', {
    message: `--type ${name}=${kind}: a column is ${ASKED_KINDS.join(', ')}.`,
    suggestions: [`--type ${name}=${meant ?? 'categorical'}`],
  })
}

const twice = (name: string, what: string): InferError =>
  new InferError('INFER_OPTION', {
    message: `Column "${name}" is said to be ${what}.`,
    suggestions: [`name "${name}" once`],
  })
