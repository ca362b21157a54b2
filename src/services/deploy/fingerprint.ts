// Tells whether a secret has another value than last time, without keeping it: a slow hash, so that short ones cannot be tried out.
import {scryptSync} from 'node:crypto'

/** scrypt (RFC 7914), N = 16384, r = 8, p = 1, salted with the stack's name; 16 bytes in hex. About 50 ms. */
export function fingerprintOf(stack: string): (value: string) => string {
  const known = new Map<string, string>()
  return value => {
    const found = known.get(value) ?? scryptSync(value, `infer stack ${stack}`, 16).toString('hex')
    known.set(value, found)
    return found
  }
}
