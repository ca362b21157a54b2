// A row that has a thing, by its name.
import {InferError, nearest} from '@inferloop/contract'
import type {ResourceRow, Snapshot} from '../state/snapshot.ts'

/** @throws InferError INFER_OPTION with what is deployed; `command` with the nearest name is suggested */
export function deployedRow(
  {resources}: Snapshot,
  name: string,
  command: (meant: string) => string,
): ResourceRow & {readonly id: string} {
  const row = Object.hasOwn(resources, name) ? resources[name] : undefined
  if (row?.id !== undefined) return {...row, id: row.id}
  const names = Object.values(resources).flatMap(one => (one.id === undefined ? [] : [one.name]))
  const meant = nearest(name, names)
  throw new InferError('INFER_OPTION', {
    message: `Nothing named "${name}" is deployed (deployed: ${names.join(', ') || 'nothing'}).`,
    suggestions: [meant === undefined ? 'infer deploy status' : command(meant)],
  })
}
