// What a kind's fields are with one provider: the portable ones, and its own under `native`.
import {RESOURCE_KINDS, type Fields, type FieldSpec, type KindDriver} from '@inferloop/contract'

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
