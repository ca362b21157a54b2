// A line of JSON with its checksum, chained to the line before: one that is changed, left out, doubled or moved does not fit.
import {createHash} from 'node:crypto'

/** First 16 hexadecimal digits of sha256(checksum of the line before, newline, body); the first line of a file follows the file's name. */
const checksum = (before: string, body: string): string =>
  createHash('sha256').update(`${before}\n${body}`).digest('hex').slice(0, 16)

export interface Line {
  /** `{"b":…,"c":"…"}` and a newline. */
  readonly text: string
  readonly checksum: string
}

export function checkedLine(value: unknown, before: string): Line {
  const body = JSON.stringify(value)
  const sum = checksum(before, body)
  return {text: `{"b":${body},"c":"${sum}"}\n`, checksum: sum}
}

const SHAPE = /^\{"b":(.*),"c":"([0-9a-f]{16})"\}$/s

/** Of a line without its newline; undefined when it is not whole or does not follow `before`. */
export function readCheckedLine(
  line: string,
  before: string,
): {readonly value: unknown; readonly checksum: string} | undefined {
  const [, body, sum] = SHAPE.exec(line) ?? []
  if (body === undefined || sum === undefined || checksum(before, body) !== sum) return undefined
  return {value: JSON.parse(body), checksum: sum}
}

/** What a line says, checked or not; undefined when it is no such line. */
export function bodyOf(line: string): unknown {
  try {
    return (JSON.parse(line) as {b?: unknown} | null)?.b
  } catch {
    return undefined
  }
}
