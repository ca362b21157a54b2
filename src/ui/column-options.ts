// What is said of columns, by flags and by the configuration, as the options of a service.
import {InferError} from '@inferloop/contract'
import type {AskedType} from '@inferloop/table'
import {type ColumnOptions, kindOf} from '../services/column-types.ts'

export interface ColumnSettings {
  /** Kinds as they stand after the equals sign of `--type`. */
  readonly types?: Readonly<Record<string, string>>
  readonly categorical?: readonly string[]
  readonly key?: readonly string[]
  readonly text?: readonly string[]
  readonly drop?: readonly string[]
}

/** @throws InferError INFER_OPTION */
export function columnOptionsOf({
  types: kinds = {},
  categorical,
  key = [],
  text = [],
  drop,
}: ColumnSettings): ColumnOptions {
  const types = new Map<string, AskedType>()
  const add = (name: string, asked: AskedType): void => {
    const before = types.get(name)
    if (before !== undefined && before.kind !== asked.kind) throw saidTwice(name, before.kind, asked.kind)
    types.set(name, asked)
  }
  for (const [name, kind] of Object.entries(kinds)) add(name, kindOf(name, kind))
  for (const name of key) add(name, {kind: 'id'})
  for (const name of text) add(name, {kind: 'text'})
  return {
    ...(categorical === undefined ? {} : {categorical}),
    ...(types.size === 0 ? {} : {types: Object.fromEntries(types)}),
    ...(drop === undefined ? {} : {drop}),
  }
}

export const saidTwice = (name: string, one: string, other: string): InferError =>
  new InferError('INFER_OPTION', {
    message: `Column "${name}" is said to be ${one} and ${other}.`,
    suggestions: [`name "${name}" once`],
  })
