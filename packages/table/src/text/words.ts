// A text as words, and a rare word as a shape: what stands around it and what kind of word it is.

export interface Shape {
  /** Marks before and behind the word: `(`, `,`. */
  readonly lead: string
  readonly trail: string
  /** Runs of letters and digits as class marks, other characters and frequent runs as they are; `''` for no word. */
  readonly core: string
}

/** Class marks: small letters, a capital and small letters, capitals, one digit. Control characters, never part of a word. */
export const MARKS = {small: '\u0001', capitalised: '\u0002', capitals: '\u0003', digit: '\u0004'} as const

const PARTS = /^([^\p{L}\p{N}]*)([^]*?)([^\p{L}\p{N}]*)$/u
const RUNS = /\p{Lu}\p{Ll}+|\p{Ll}+|\p{Lu}+|\p{L}+|\p{N}/gu
const MOST_WORDS = 60
const LONGEST_CORE = 60
const LONGEST_WORD = 500

/** Words as they stand between single blanks, at most 60. */
export function wordsOf(text: string): string[] {
  const words = text.split(' ')
  return words.length > MOST_WORDS ? words.slice(0, MOST_WORDS) : words
}

/** A word's shape, in which runs of letters that are `frequent` stand as they are: `luis@gmail.com` → `?@gmail.com`. */
export function shapeOf(word: string, frequent: (run: string) => boolean): Shape {
  // What is long is no word, and looking for its parts would take its length squared.
  if (word.length > LONGEST_WORD) return {lead: '', core: MARKS.small, trail: ''}
  const [, lead = '', core = '', trail = ''] = PARTS.exec(word) ?? []
  // eslint-disable-next-line no-control-regex
  if (core.length > LONGEST_CORE || /[\u0001-\u0004]/.test(word))
    return {lead: '', core: MARKS.small, trail: ''}
  return {lead, trail, core: core.replace(RUNS, run => (frequent(run) ? run : markOf(run)))}
}

/** The runs of letters in a word. */
export const runsOf = (word: string): string[] =>
  word.match(/\p{L}+/gu) === null ? [] : (word.match(RUNS) ?? [])

function markOf(run: string): string {
  if (/^\p{N}$/u.test(run)) return MARKS.digit
  if (/^\p{Lu}\p{Ll}+$/u.test(run)) return MARKS.capitalised
  return /^\p{Lu}+$/u.test(run) ? MARKS.capitals : MARKS.small
}

export const shapeKey = ({lead, core, trail}: Shape): string => `${lead}\n${core}\n${trail}`
