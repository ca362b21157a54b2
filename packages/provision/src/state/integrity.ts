// What holds in every sound snapshot. A fault here is a bug of whoever wrote the entry, so entries that would make one are refused.
import {type ResourceRow, SCHEMA, type Snapshot} from './snapshot.ts'

/** Actions whose intent may come before there is a row. */
const MAKING = new Set(['create', 'adopt', 'replace-create'])

/** Each fault a sentence; none for a sound snapshot. */
export function faultsOf(s: Snapshot): string[] {
  const rows = Object.entries(s.resources)
  const there = (name: string) => Object.hasOwn(s.resources, name) || Object.hasOwn(s.detached, name)
  return [
    ...(s.schema === SCHEMA ? [] : [`schema is ${String(s.schema)}`]),
    ...(s.lineage === '' ? ['there is no lineage'] : []),
    ...(['serial', 'epoch'] as const).flatMap(key =>
      Number.isSafeInteger(s[key]) && s[key] >= 0 ? [] : [`${key} is ${String(s[key])}`],
    ),
    ...rows.flatMap(([name, row]) => rowFaults(name, row, there)),
    ...Object.entries(s.openOps).flatMap(([opId, op]) => [
      ...(op.opId === opId ? [] : [`operation ${opId} says it is ${op.opId}`]),
      ...(MAKING.has(op.action) || there(op.name)
        ? []
        : [`operation ${opId} is to ${op.action} ${op.name}, which is not there`]),
    ]),
  ]
}

function rowFaults(name: string, row: ResourceRow, there: (name: string) => boolean): string[] {
  return [
    ...(row.name === name ? [] : [`the row of ${name} says it is ${row.name}`]),
    ...(row.status === 'ready' && row.id === undefined ? [`${name} is ready and has no id`] : []),
    ...row.dependsOn
      .filter(other => !there(other))
      .map(other => `${name} depends on ${other}, which is not there`),
  ]
}
