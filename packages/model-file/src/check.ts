// Small checks of unknown JSON that name the path first: `schema/columns/3/step: should be a number from 0 up, was -1`.

/** A fault in a document; becomes an InferError where the file's name is known. */
export class Fault extends Error {}

export type Check = (value: unknown, path: string) => void

export function fault(path: string, should: string, value: unknown): Fault {
  return new Fault(`${path}: should be ${should}, was ${shown(value)}`)
}

/** A value as an error message may show it: on one line, at most 60 characters. */
function shown(value: unknown): string {
  if (value === undefined) return 'missing'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

export const anything: Check = (value, path) => {
  if (value === undefined) throw fault(path, 'there', value)
}

export const text: Check = (value, path) => {
  if (typeof value !== 'string') throw fault(path, 'a text', value)
}

export const truth: Check = (value, path) => {
  if (typeof value !== 'boolean') throw fault(path, 'true or false', value)
}

export const number: Check = (value, path) => {
  if (typeof value !== 'number') throw fault(path, 'a number', value)
}

export const finite: Check = (value, path) => {
  if (!Number.isFinite(value)) throw fault(path, 'a finite number', value)
}

export const positive: Check = (value, path) => {
  if (!(Number.isFinite(value) && (value as number) > 0)) throw fault(path, 'a number above 0', value)
}

/** A whole number from `min` (0) to `max` (2^53 - 1). */
export function whole(min = 0, max = Number.MAX_SAFE_INTEGER): Check {
  return (value, path) => {
    if (!(typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max)) {
      throw fault(path, `a whole number from ${min} to ${max}`, value)
    }
  }
}

export function oneOf(...words: readonly (string | number)[]): Check {
  return (value, path) => {
    if (!words.some(word => word === value)) {
      throw fault(path, `one of ${words.map(word => JSON.stringify(word)).join(', ')}`, value)
    }
  }
}

export function matching(pattern: RegExp, what: string): Check {
  return (value, path) => {
    if (!(typeof value === 'string' && pattern.test(value))) throw fault(path, what, value)
  }
}

export function list(each: Check): Check {
  return (value, path) => {
    if (!Array.isArray(value)) throw fault(path, 'a list', value)
    value.forEach((item, i) => each(item, `${path}/${i}`))
  }
}

export function record(each: Check): Check {
  return (value, path) => {
    for (const [key, item] of Object.entries(asObject(value, path))) each(item, `${path}/${key}`)
  }
}

export function either(first: Check, second: Check): Check {
  return (value, path) => {
    try {
      first(value, path)
    } catch {
      second(value, path)
    }
  }
}

/** Keys that must be there, and keys that may; others are let through for the sake of later versions. */
export function object(
  required: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
): Check {
  return (value, path) => {
    const fields = asObject(value, path)
    for (const [key, check] of Object.entries(required)) check(own(fields, key), `${path}/${key}`)
    for (const [key, check] of Object.entries(optional)) {
      if (Object.hasOwn(fields, key)) check(fields[key], `${path}/${key}`)
    }
  }
}

/** The value of a key of the object itself, never of its prototype. */
export function own(fields: object, key: string): unknown {
  return Object.hasOwn(fields, key) ? (fields as Record<string, unknown>)[key] : undefined
}

export function asObject(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw fault(path, 'an object', value)
  return value as Record<string, unknown>
}
