// JSON in and out of model files: strict, bounded in depth, and what goes in comes out.
import type {InferError} from '@inferloop/contract'
import {tooMuch} from './refusals.ts'

/**
 * JSON text that `parseJson` turns into the same value.
 *
 * @throws Error when JSON would silently change it: a number that is not finite, nothing at all. A bug of whoever saves
 */
export function jsonText(value: unknown, what: string): string {
  const text = JSON.stringify(value, (key, inner: unknown) => {
    if (typeof inner === 'number' && !Number.isFinite(inner)) {
      throw new Error(`${what} has ${inner} at "${key}", which JSON cannot hold`)
    }
    return inner
  }) as string | undefined
  if (text === undefined) throw new Error(`${what} has nothing JSON can hold`)
  return text
}

/** Where a JSON text comes from and what to say when it is none. */
export interface JsonPlace {
  readonly path: string
  readonly entry: string
  readonly maxDepth: number
  readonly refuse: (path: string, why: string, cause?: unknown) => InferError
}

/**
 * The value of UTF-8 JSON text. Keys such as `__proto__` become plain keys.
 *
 * @throws InferError as `refuse` makes it when it is no JSON, INFER_MODEL_LIMIT when it is nested too deep
 */
export function parseJson(bytes: Uint8Array, {path, entry, maxDepth, refuse}: JsonPlace): unknown {
  let text: string
  try {
    text = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes)
  } catch (error) {
    throw refuse(path, `its ${entry} is not UTF-8 text`, error)
  }
  if (deeperThan(text, maxDepth)) throw tooMuch(path, `its ${entry} is nested more than ${maxDepth} deep`)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw refuse(path, `its ${entry} is not JSON (${(error as Error).message})`, error)
  }
}

const QUOTE = 34
const BACKSLASH = 92

/** Whether brackets outside strings are nested more than `most` deep; looks at each character once. */
export function deeperThan(text: string, most: number): boolean {
  let depth = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (inString) {
      if (code === BACKSLASH) i++
      else if (code === QUOTE) inString = false
    } else if (code === QUOTE) inString = true
    else if (code === 91 || code === 123) {
      if (++depth > most) return true
    } else if (code === 93 || code === 125) depth--
  }
  return false
}
