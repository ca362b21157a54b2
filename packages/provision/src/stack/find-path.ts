// A path with dots, as checks of fields give it, as the keys it goes through: keys may have dots themselves.
import type {Path} from '@inferloop/contract'

/** `env.a.b.0` in `{env: {'a.b': […]}}` is `env`, `a.b`, 0; what is not there is split at its dots. */
export function findPath(dotted: string, value: unknown): Path {
  if (dotted === '') return []
  const words = dotted.split('.')
  for (let length = words.length; length > 0; length--) {
    const key = words.slice(0, length).join('.')
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) continue
    const part: string | number = Array.isArray(value) ? Number(key) : key
    return [part, ...findPath(words.slice(length).join('.'), (value as Record<string, unknown>)[key])]
  }
  return words
}
