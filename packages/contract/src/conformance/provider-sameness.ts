// Compares what was asked for with what a provider reads back.
import type {Json} from '../generator.ts'
import type {ResourceKind} from '../provider/field.ts'
import type {KindDriver} from '../provider/kind-driver.ts'
import type {Inputs} from '../provider/resource.ts'
import {withoutSecrets} from '../provider/secret-reference.ts'
import {fieldsOf} from './provider-bench.ts'

/** Keys in order, so that equal values are equal texts. */
export function canonical(value: Json | Inputs | undefined): string {
  if (value === undefined) return 'missing'
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const parts = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${parts.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`
}

/**
 * The first field that differs, as a sentence. Secrets cannot be read, what counts only as a thing is made need not be, and what a
 * cloud fills in is no difference.
 */
export function readDifference(
  kind: ResourceKind,
  driver: KindDriver,
  wanted: Inputs,
  read: Inputs,
): string | undefined {
  const [expected, actual] = [withoutSecrets(wanted), driver.normalize(read)]
  const fields = fieldsOf(kind)
  for (const name of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const spec = fields[name]
    if (spec?.effect === 'createOnly' || (spec?.computed === true && expected[name] === undefined)) continue
    const [should, was] = [canonical(expected[name]), canonical(actual[name])]
    if (should !== was) return `${name} should read ${should}, read ${was}`
  }
  return undefined
}
