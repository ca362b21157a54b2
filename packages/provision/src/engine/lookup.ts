// What is remembered of a resource's outputs, for those who refer to them.
import type {Snapshot} from '../state/snapshot.ts'
import type {Lookup} from './references.ts'

/** `id` is the thing's own. */
export const lookupIn =
  (rows: Snapshot['resources']): Lookup =>
  (name, output) => {
    const row = Object.hasOwn(rows, name) ? rows[name] : undefined
    return output === 'id' ? row?.id : row?.outputs[output]
  }
