// A text as words, and a rare word as a shape: what stands around it and what kind of word it is.

export interface Shape {
  /** Marks before and behind the word: `(`, `,`. */
  readonly lead: string
  readonly trail: string
  /** `x` small letters, `Xx` capitalised, `X` capitals, `9…` as many digits, `*` anything else. */
  readonly core: string
}

const PARTS = /^([^\p{L}\p{N}]*)([^]*?)([^\p{L}\p{N}]*)$/u
const MOST_WORDS = 60

/** Words as they stand between single blanks, at most 60. */
export function wordsOf(text: string): string[] {
  const words = text.split(' ')
  return words.length > MOST_WORDS ? words.slice(0, MOST_WORDS) : words
}

export function shapeOf(word: string): Shape {
  const [, lead = '', core = '', trail = ''] = PARTS.exec(word) ?? []
  return {lead, trail, core: kindOf(core)}
}

export const coreOf = (word: string): string => PARTS.exec(word)?.[2] ?? ''

function kindOf(core: string): string {
  if (/^\d*$/.test(core)) return '9'.repeat(Math.min(core.length, 12))
  if (/^\p{Ll}+$/u.test(core)) return 'x'
  if (/^\p{Lu}\p{Ll}+$/u.test(core)) return 'Xx'
  if (/^\p{Lu}+$/u.test(core)) return 'X'
  return '*'
}

export const shapeKey = ({lead, core, trail}: Shape): string => `${lead}\n${core}\n${trail}`
