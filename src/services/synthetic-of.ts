// The table that `infer generate` would write, for `infer validate` to judge.
import type {Leaf} from '@inferloop/config'
import type {TableFormat} from '@inferloop/contract'
import {tableName} from './table-name.ts'
import {defaultOutput} from './target.ts'

/** As a value of `validate`; undefined when it goes to standard output or its name cannot be told. */
export async function syntheticOf(generate: readonly Leaf[]): Promise<Leaf | undefined> {
  const leafOf = (name: string) => generate.find(({key}) => key[0] === name)
  const output = leafOf('output')
  if (output !== undefined) return output.value === '-' ? undefined : {...output, key: ['synthetic']}
  const source = leafOf('data') ?? leafOf('model')
  if (source === undefined || source.value === '-') return undefined
  if (typeof source.value !== 'string') return {...source, key: ['synthetic']}
  const model = source.key[0] === 'model' ? source.value : undefined
  const format = leafOf('format')?.value as TableFormat | undefined
  const name = defaultOutput(await tableName(source.value, model), format)
  return {...source, key: ['synthetic'], value: name}
}
