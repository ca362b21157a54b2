// New ids by number: the n-th id of a pattern, of a sequence, a random UUID.
import type {IdPattern, IdSchema, PatternPart, Random} from '@inferloop/contract'

const ALPHABETS: Readonly<Record<string, string>> = {
  digits: '0123456789',
  lower: 'abcdefghijklmnopqrstuvwxyz',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  hex: '0123456789abcdef',
  alphanumeric: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
}
const alphabetOf = ({type, alphabet}: PatternPart): string => alphabet ?? ALPHABETS[type]!

/** Up to this many ids a pattern is walked through by number; larger ones are drawn, and never meet in practice. */
const MOST_NUMBERED = 2 ** 44

/** The `n`-th number of a sequence in its place: prefix, zeros, number, suffix. */
export function sequenceText(schema: IdSchema, n: number): string {
  const {start = 1, step = 1} = schema
  const value = start + n * step
  // Beyond 2^53 doubles skip numbers.
  const exact = Number.isSafeInteger(value) ? value : BigInt(start) + BigInt(n) * BigInt(step)
  const digits = String(exact)
    .replace('-', '')
    .padStart(schema.width ?? 1, '0')
  return (schema.prefix ?? '') + (value < 0 ? '-' : '') + digits + (schema.suffix ?? '')
}

/** A version-4 UUID (RFC 9562) of 122 random bits. */
export function uuidText(random: Random, upper: boolean): string {
  let hex = ''
  for (let i = 0; i < 4; i++)
    hex += random
      .below(2 ** 32)
      .toString(16)
      .padStart(8, '0')
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) & 3)
  const text = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
  return upper ? text.toUpperCase() : text
}

/** Gives the text for id number n; different numbers give different texts. `draw` serves patterns too large to number. */
export type PatternWriter = (n: number, draw: Random) => string

/**
 * A walk through all texts of a pattern in scrambled order: n ↦ (n · stride + start) mod size, stride prime to
 * size. Beyond the pattern's size texts get `separator`, which no pattern may hold, and the round's number behind them,
 * so they still differ.
 */
export function patternWriter(pattern: IdPattern, key: Random, separator: string): PatternWriter {
  const parts = pattern.parts.map(part => ({part, size: sizeOf(part)}))
  const size = parts.reduce((product, {size: partSize}) => product * partSize, 1)
  if (size > MOST_NUMBERED) {
    return (_, draw) => parts.map(({part}) => drawnText(part, draw)).join('')
  }
  const total = BigInt(size)
  const start = BigInt(Math.floor(key.next() * size))
  const stride = BigInt(primeTo(size, Math.floor(key.next() * size)))
  // Products stay exact as doubles while size² < 2^53.
  const small = size < 94_000_000
  const [startNumber, strideNumber] = [Number(start), Number(stride)]
  return n => {
    const round = Math.floor(n / size)
    const within = n - round * size
    let left = small
      ? (within * strideNumber + startNumber) % size
      : Number((BigInt(within) * stride + start) % total)
    let text = ''
    for (const {part, size: partSize} of parts) {
      text += nthText(part, left % partSize)
      left = Math.floor(left / partSize)
    }
    return round === 0 ? text : text + separator + round
  }
}

const sizeOf = (part: PatternPart): number => {
  if (part.type === 'literal') return 1
  if (part.type === 'choice') return part.choices!.length
  if (part.type === 'number') return part.high! - part.low! + 1
  let size = 0
  for (let length = part.min ?? 1; length <= (part.max ?? 1); length++) size += sizeOfLength(part, length)
  return size
}

function sizeOfLength(part: PatternPart, length: number): number {
  const {length: letters} = alphabetOf(part)
  if (length === 0) return 1
  return part.nonzero === true ? (letters - 1) * letters ** (length - 1) : letters ** length
}

/** The n-th text of one part, shorter ones first. */
function nthText(part: PatternPart, n: number): string {
  if (part.type === 'literal') return part.text ?? ''
  if (part.type === 'choice') return part.choices![n]!
  if (part.type === 'number') return String(part.low! + n).padStart(part.min ?? 1, '0')
  const letters = alphabetOf(part)
  let left = n
  let length = part.min ?? 1
  while (length < (part.max ?? 1) && left >= sizeOfLength(part, length)) left -= sizeOfLength(part, length++)
  let text = ''
  for (let i = 1; i < length; i++) {
    text = letters.charAt(left % letters.length) + text
    left = Math.floor(left / letters.length)
  }
  if (length === 0) return ''
  return (
    letters.charAt(part.nonzero === true ? 1 + (left % (letters.length - 1)) : left % letters.length) + text
  )
}

/** Any text of one part, each as likely as any other. */
function drawnText(part: PatternPart, random: Random): string {
  if (part.type === 'literal') return part.text ?? ''
  if (part.type === 'choice' || part.type === 'number')
    return nthText(part, Math.floor(random.next() * sizeOf(part)))
  const letters = alphabetOf(part)
  let length = part.max ?? 1
  let at = random.next() * sizeOf(part)
  while (length > (part.min ?? 1) && at >= sizeOfLength(part, length)) at -= sizeOfLength(part, length--)
  let text = ''
  for (let i = 0; i < length; i++) {
    const nonzero = i === 0 && part.nonzero === true
    text += letters.charAt(nonzero ? 1 + random.below(letters.length - 1) : random.below(letters.length))
  }
  return text
}

/** A character that stands in none of the patterns, for what comes behind them. */
export function separatorOf(patterns: readonly IdPattern[]): string {
  const used = patterns
    .flatMap(({parts}) => parts.map(part => [part.text, part.alphabet, ...(part.choices ?? [])].join('')))
    .join('')
  return [...'-_./:~+|#*'].find(mark => !used.includes(mark)) ?? '\u2011'
}

/** The first number from `from` on that shares no divisor with `size`; 1 for tiny sizes. */
function primeTo(size: number, from: number): number {
  if (size < 3) return 1
  for (let candidate = Math.max(2, from); candidate < size; candidate++) {
    let [a, b] = [candidate, size]
    while (b !== 0) [a, b] = [b, a % b]
    if (a === 1) return candidate
  }
  return 1
}
