// Values as they may be shown: short, and never what is secret.
import type {Path} from '@inferloop/contract'

/** What a secret's name ends in, also written together with other words: `accesstoken`, `dbPassword2`; a compass is none. */
const SECRET =
  /((?<!by|com|sur|tres)pass|pass(words?|wd|phrases?|codes?)|pwd|secrets?|tokens?|credentials?|(api|access|account|private|secret|auth|signing|encryption|master)[-_]?keys?)[-_]?\d*$/i

const LONGEST = 60

/** Whether the last name in a path says that its value is nobody's business. */
export function isSecret(path: Path): boolean {
  const name = path.findLast(part => typeof part === 'string')
  return typeof name === 'string' && SECRET.test(name)
}

/** `"text"`, `3`, `a map`; long ones are cut. */
export function said(value: unknown, path: Path): string {
  if (isSecret(path)) return 'a value that is not shown'
  if (value === null) return 'empty'
  if (value === undefined) return 'missing'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (typeof value === 'object') return 'a map'
  if (typeof value === 'number') return String(value)
  const text = JSON.stringify(value) ?? typeof value
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}
