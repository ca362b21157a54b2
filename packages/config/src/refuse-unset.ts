// Variables that a file refers to must be set where their values are used.
import {faulty} from './fault.ts'
import type {Leaf} from './leaf.ts'
import type {SectionName} from './sections.ts'

/** @throws InferError INFER_CONFIG for values that refer to a variable which is not set */
export function refuseUnset(section: SectionName, leaves: readonly Leaf[]): void {
  const faults = leaves.flatMap(({key, from, references}) => {
    const names = references.flatMap(({unset}) => unset)
    if (names.length === 0 || from.kind !== 'file') return []
    const place = from.line === undefined ? from.file : `${from.file}:${from.line}`
    return names.map(name => ({
      path: [section, ...key],
      what: `refers to \${${name}}, which is not set`,
      place,
      instead: `export ${name}=…, or \${${name}:-a default}`,
    }))
  })
  if (faults.length > 0) throw faulty(faults)
}
