// The field a path leads to: `allow.0.port` is `port` of what the list `allow` is of.
import type {Fields, FieldSpec} from './field.ts'

/**
 * Fields from the outermost to the one meant, with the path of each without numbers and keys (`allow`, `allow.port`); undefined
 * where the path leaves the table. Keys of maps of plain values may have dots in them, others not.
 */
export function fieldsAlong(
  fields: Fields,
  path: string,
): readonly {readonly path: string; readonly spec: FieldSpec}[] | undefined {
  const found: {path: string; spec: FieldSpec}[] = []
  const names: string[] = []
  let table: Fields | undefined = fields
  let inside: FieldSpec | undefined
  for (const word of path.split('.')) {
    if (inside !== undefined) {
      if (inside.type === 'list' && !/^\d+$/.test(word)) return undefined
      const of: FieldSpec | undefined = inside.of
      // A key may have dots, so all that follows a map of plain values is its key.
      if (inside.type === 'map' && of?.type !== 'object' && of?.type !== 'list' && of?.type !== 'map')
        return found
      if (of !== undefined) found.push({path: names.join('.'), spec: of})
      inside = of?.type === 'list' || of?.type === 'map' ? of : undefined
      table = of?.type === 'object' ? of.fields : undefined
      continue
    }
    const spec: FieldSpec | undefined =
      table !== undefined && Object.hasOwn(table, word) ? table[word] : undefined
    if (spec === undefined) return undefined
    names.push(word)
    found.push({path: names.join('.'), spec})
    table = spec.type === 'object' ? spec.fields : undefined
    inside = spec.type === 'list' || spec.type === 'map' ? spec : undefined
  }
  return found
}
