// Whether a word model from a file can be written from: every number in its range, so that no text is endless.
import type {TextModel} from './text-model.ts'

const MOST_LONGEST = 1000
const MOST_HASHES = 64
const MOST_TEXT = 10_000

/** The first thing wrong with the `model` of a text column, as a clause; undefined when texts can be drawn from it. */
export function textModelFault(model: unknown): string | undefined {
  if (!isObject(model)) return 'a text model should be an object'
  const {words, shapes, followers, frequencies, longest, letters, seen} = model as Partial<TextModel>
  if (!isListOf(words, isText)) return 'words should be texts'
  if (!isListOf(shapes, isShape)) return 'shapes should have lead, core and trail'
  const tokens = words.length + shapes.length
  if (!isListOf(followers, one => isChain(one, tokens)) || followers.length !== tokens + 1)
    return `followers should be ${tokens + 1} lists of tokens and counts`
  if (!isListOf(frequencies, isCount) || frequencies.length > tokens)
    return `frequencies should be at most ${tokens} counts`
  if (!isWhole(longest, 1, MOST_LONGEST)) return `longest should be a whole number from 1 to ${MOST_LONGEST}`
  if (!isObject(letters) || !Object.values(letters).every(isLetters))
    return 'letters should be texts with a count a letter'
  if (!isObject(seen) || !isWhole(seen.hashes, 1, MOST_HASHES) || !isBits(seen.bits))
    return `seen should be bits in base64 and 1 to ${MOST_HASHES} hashes`
  return undefined
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= MOST_TEXT

const isCount = (value: unknown): value is number => isWhole(value, 0, Number.MAX_SAFE_INTEGER)

const isWhole = (value: unknown, min: number, max: number): value is number =>
  Number.isInteger(value) && (value as number) >= min && (value as number) <= max

const isListOf = <T>(value: unknown, is: (item: unknown) => item is T): value is T[] =>
  Array.isArray(value) && value.every(is)

const isShape = (value: unknown): value is TextModel['shapes'][number] => {
  const {lead, core, trail} = (value ?? {}) as Partial<TextModel['shapes'][number]>
  return isText(lead) && isText(core) && isText(trail)
}

function isChain(value: unknown, tokens: number): value is TextModel['followers'][number] {
  const chain = (value ?? {}) as Partial<TextModel['followers'][number]>
  return (
    isListOf(chain.tokens, (token): token is number => isWhole(token, 0, tokens)) &&
    isListOf(chain.counts, isCount) &&
    chain.counts.length === chain.tokens.length &&
    isCount(chain.rare)
  )
}

function isLetters(value: unknown): boolean {
  const {next, counts} = (value ?? {}) as Partial<TextModel['letters'][string]>
  return isText(next) && next.length > 0 && isListOf(counts, isCount) && counts.length === next.length
}

const isBits = (value: unknown): boolean =>
  typeof value === 'string' && /^[A-Za-z0-9+/]+={0,2}$/.test(value) && value.length >= 4
