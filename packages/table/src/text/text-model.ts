// The word model of a free-text column: which kept word follows which, shapes for the rare ones. Never a whole text.
import type {Privacy} from '@inferloop/contract'
import type {Texts} from '../numbers/read-numbers.ts'
import {learnLetters} from './letters.ts'
import type {Letters} from './letters.ts'
import {learnSeen} from './seen-filter.ts'
import type {SeenFilter} from './seen-filter.ts'
import {MARKS, runsOf, shapeKey, shapeOf, wordsOf} from './words.ts'
import type {Shape} from './words.ts'

/** Followers of a word: token numbers, counts, and the count of those too rare to keep. The end is always kept. */
export interface Followers {
  readonly tokens: readonly number[]
  readonly counts: readonly number[]
  readonly rare: number
}

/** Tokens are numbered: `words`, then `shapes`, then the end of the text. */
export interface TextModel {
  readonly words: readonly string[]
  readonly shapes: readonly Shape[]
  /** For each token, and last for the start of a text. */
  readonly followers: readonly Followers[]
  /** How often each token stands anywhere, but for the end. */
  readonly frequencies: readonly number[]
  /** Words in the longest texts but for one in a hundred. */
  readonly longest: number
  readonly letters: Letters
  readonly seen: SeenFilter
}

const MOST_WORDS = 4000
const MOST_SHAPES = 200
/** Distinct texts the order of words is learnt from; the filter learns all. */
const MOST_TEXTS = 20_000
/** Texts never seen are taken for real with probability 1/64, 1/8, 1/2; a yes proves the less. */
const SEEN_HASHES: Readonly<Record<Privacy, number>> = {low: 6, default: 3, high: 1}
const ANY_WORD: Shape = {lead: '', core: MARKS.small, trail: ''}

/** Words, shapes and pairs of words found in at least `support` cells; the rest is drawn anew. */
export function learnText(texts: Texts, support: number, privacy: Privacy): TextModel {
  const every = Math.max(1, Math.ceil(texts.indices.length / MOST_TEXTS))
  const chosen = texts.indices.filter((_, i) => i % every === 0)
  const least = Math.max(2, support)
  const wordCells = new Map<string, number>()
  for (const index of chosen) {
    for (const word of new Set(wordsOf(texts.text(index)))) {
      wordCells.set(word, (wordCells.get(word) ?? 0) + texts.counts[index]!)
    }
  }
  const words = mostFrequent(wordCells, least, MOST_WORDS)
  const cells = Array.from(chosen, index => ({
    words: [...new Set(wordsOf(texts.text(index)))],
    count: texts.counts[index]!,
  }))
  const shapers = shapersOf(cells, least)
  const tokens = [...commonShapes(wordCells, cells, shapers, least), ANY_WORD]
  const numbers = numberTokens(words, tokens, shapers)
  return {
    words,
    shapes: tokens,
    ...chainOf(texts, chosen, numbers, words.length + tokens.length, least),
    letters: learnLetters(lettersOf(wordCells.keys()), support),
    seen: learnSeen(
      (function* () {
        for (const index of texts.indices) yield texts.text(index)
      })(),
      texts.indices.length,
      SEEN_HASHES[privacy],
    ),
  }
}

function mostFrequent(cells: Map<string, number>, least: number, most: number): string[] {
  return [...cells]
    .filter(([, count]) => count >= least)
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, most)
    .map(([key]) => key)
}

/** The different words of a distinct text, and how many cells hold it. */
interface WordCell {
  readonly words: readonly string[]
  readonly count: number
}

type Shaper = (word: string) => Shape

/**
 * Shapes from close to loose: those that keep every run of letters found in `least` cells, those that keep runs found in
 * a fifth of the cells (the `@gmail.com` of an address), those that keep none.
 */
function shapersOf(cells: readonly WordCell[], least: number): Shaper[] {
  const runCells = new Map<string, number>()
  let most = 0
  for (const {words, count} of cells) {
    for (const run of new Set(words.flatMap(runsOf))) runCells.set(run, (runCells.get(run) ?? 0) + count)
    most += words.length * count
  }
  return [least, Math.max(least, most / 5), Number.POSITIVE_INFINITY].map(enough => {
    const isFrequent = (run: string) => run.length > 1 && (runCells.get(run) ?? 0) >= enough
    return word => shapeOf(word, isFrequent)
  })
}

/** For the rare words, the closest shapes that `least` cells share. */
function commonShapes(
  wordCells: Map<string, number>,
  texts: readonly WordCell[],
  shapers: readonly Shaper[],
  least: number,
): Shape[] {
  let left = [...wordCells].filter(([, cells]) => cells < least)
  const kept: Shape[] = []
  for (const shape of shapers) {
    const cellsOf = new Map<string, number>()
    const shapes = new Map<string, Shape>()
    const keyOf = new Map<string, string>()
    for (const [word] of left) {
      const found = shape(word)
      keyOf.set(word, shapeKey(found))
      shapes.set(shapeKey(found), found)
    }
    for (const {words, count} of texts) {
      const keys = new Set(words.map(word => keyOf.get(word)))
      for (const key of keys) if (key !== undefined) cellsOf.set(key, (cellsOf.get(key) ?? 0) + count)
    }
    const keys = new Set(mostFrequent(cellsOf, least, MOST_SHAPES))
    for (const key of keys) kept.push(shapes.get(key)!)
    left = left.filter(([word]) => !keys.has(shapeKey(shape(word))))
  }
  return kept
}

function* lettersOf(words: Iterable<string>): Generator<string> {
  const done = new Set<string>()
  for (const word of words) {
    for (const run of runsOf(word.toLowerCase())) {
      if (run.length < 2 || done.has(run)) continue
      done.add(run)
      yield run
    }
  }
}

/** The token of each word: itself, its shape, or any word. */
function numberTokens(
  words: readonly string[],
  shapes: readonly Shape[],
  shapers: readonly Shaper[],
): (word: string) => number {
  const known = new Map(words.map((word, i) => [word, i]))
  const shaped = new Map(shapes.map((shape, i) => [shapeKey(shape), words.length + i]))
  return word => {
    const own = known.get(word)
    if (own !== undefined) return own
    for (const shape of shapers) {
      const token = shaped.get(shapeKey(shape(word)))
      if (token !== undefined) return token
    }
    return words.length + shapes.length - 1
  }
}

function chainOf(
  texts: Texts,
  chosen: Uint32Array,
  numberOf: (word: string) => number,
  end: number,
  least: number,
): Pick<TextModel, 'followers' | 'frequencies' | 'longest'> {
  const pairs = Array.from({length: end + 1}, () => new Map<number, number>())
  /** Cells that hold a pair, however often: one person's may repeat it. */
  const held = Array.from({length: end + 1}, () => new Map<number, number>())
  const frequencies = Array.from({length: end}, () => 0)
  const lengths: number[] = []
  for (const index of chosen) {
    const cells = texts.counts[index]!
    let before = end
    const met = new Set<number>()
    const words = wordsOf(texts.text(index))
    lengths.push(words.length)
    for (const token of [...words.map(numberOf), end]) {
      pairs[before]!.set(token, (pairs[before]!.get(token) ?? 0) + cells)
      const pair = before * (end + 1) + token
      if (!met.has(pair)) held[before]!.set(token, (held[before]!.get(token) ?? 0) + cells)
      met.add(pair)
      if (token < end) frequencies[token]! += cells
      before = token
    }
  }
  const followers = pairs.map((pair, before) => {
    const kept = [...pair]
      .filter(([token]) => held[before]!.get(token)! >= least || token === end)
      .toSorted((a, b) => b[1] - a[1] || a[0] - b[0])
    const all = [...pair.values()].reduce((sum, cells) => sum + cells, 0)
    const counts = kept.map(([, cells]) => cells)
    return {tokens: kept.map(([token]) => token), counts, rare: all - counts.reduce((sum, n) => sum + n, 0)}
  })
  return {
    followers,
    frequencies,
    longest: Math.max(1, lengths.toSorted((a, b) => a - b)[Math.floor(lengths.length * 0.99)] ?? 1),
  }
}
