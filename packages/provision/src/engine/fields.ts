// What a kind's fields are with one provider: the portable ones, its own under `native`, and what changing each takes.
import {RESOURCE_KINDS, type Effect, type Fields, type FieldSpec, type KindDriver} from '@inferloop/contract'

/** Portable fields and, under `native`, the provider's own. */
export function fieldsOf(driver: Pick<KindDriver, 'kind' | 'native'>): Fields {
  const fields = RESOURCE_KINDS[driver.kind]?.fields ?? {}
  if (Object.keys(driver.native).length === 0) return fields
  return {
    ...fields,
    native: {type: 'object', summary: 'fields of this provider alone', fields: driver.native},
  }
}

/** The field inside a value: of an object by its name, of lists and maps whatever they hold. */
export function inside(spec: FieldSpec | undefined, key: string): FieldSpec | undefined {
  return spec?.fields === undefined ? spec?.of : spec.fields[key]
}

/** The driver's word for the path or what it stands in, else the innermost field that says something, else `inPlace`. */
export function effectAt(
  driver: Pick<KindDriver, 'effects'>,
  fields: Fields,
  path: readonly string[],
): Effect {
  for (let length = path.length; length > 0; length--) {
    const said = driver.effects[path.slice(0, length).join('.')]
    if (said !== undefined) return said
  }
  let spec = fields[path[0]!]
  let effect: Effect = spec?.effect ?? 'inPlace'
  for (const key of path.slice(1)) {
    spec = inside(spec, key)
    effect = spec?.effect ?? effect
  }
  return effect
}
