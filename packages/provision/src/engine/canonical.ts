// One spelling for each JSON value, so that equal values have equal digests: keys sorted, no spaces (after RFC 8785).
import {createHash} from 'node:crypto'
import type {Json} from '@inferloop/contract'

/** Undefined fields are left out, as JSON does. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(item => canonical(item ?? null)).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`
}

/** sha256 of the canonical spelling, hex. */
export function digest(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex')
}

export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  return canonical(a) === canonical(b)
}
