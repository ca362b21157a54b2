// What was typed of columns as the options of a service.
import {InferError} from '@inferloop/contract'
import type {AskedType} from '@inferloop/table'
import {type ColumnOptions, parseType} from '../services/column-types.ts'

export interface ColumnFlagValues {
  readonly type?: readonly string[] | undefined
  readonly categorical?: readonly string[] | undefined
  readonly key?: readonly string[] | undefined
  readonly text?: readonly string[] | undefined
  readonly drop?: readonly string[] | undefined
}

/** @throws InferError INFER_OPTION */
export function columnOptionsOf({type = [], categorical, key, text, drop}: ColumnFlagValues): ColumnOptions {
  const types = new Map<string, AskedType>()
  const add = (name: string, asked: AskedType): void => {
    const before = types.get(name)
    if (before !== undefined && before.kind !== asked.kind)
      throw new InferError('INFER_OPTION', {
        message: `Column "${name}" is said to be ${before.kind} and ${asked.kind}.`,
        suggestions: [`name "${name}" once`],
      })
    types.set(name, asked)
  }
  for (const one of type) add(...parseType(one))
  for (const name of listed(key)) add(name, {kind: 'id'})
  for (const name of listed(text)) add(name, {kind: 'text'})
  return {
    ...(categorical === undefined ? {} : {categorical: listed(categorical)}),
    ...(types.size === 0 ? {} : {types: Object.fromEntries(types)}),
    ...(drop === undefined ? {} : {drop: listed(drop)}),
  }
}

const listed = (given: readonly string[] | undefined): string[] =>
  (given ?? []).flatMap(names => names.split(','))
