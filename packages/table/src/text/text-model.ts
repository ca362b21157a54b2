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
  const shape = shaper(wordCells, least)
  const shapes = new Map<string, {shape: Shape; cells: number}>()
  for (const [word, cells] of wordCells) {
    if (cells >= least) continue
    const found = shape(word)
    const known = shapes.get(shapeKey(found))
    shapes.set(shapeKey(found), {shape: found, cells: (known?.cells ?? 0) + cells})
  }
  const shapeCells = new Map([...shapes].map(([key, {cells}]) => [key, cells]))
  const keptShapes = mostFrequent(shapeCells, least, MOST_SHAPES).map(key => shapes.get(key)!.shape)
  const tokens = [...keptShapes, ANY_WORD]
  const numbers = numberTokens(words, tokens, shape)
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
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, most)
    .map(([key]) => key)
}

/** Shapes in which runs of at least two letters stand as they are if at least `least` cells hold them. */
function shaper(wordCells: Map<string, number>, least: number): (word: string) => Shape {
  const runCells = new Map<string, number>()
  for (const [word, cells] of wordCells) {
    for (const run of new Set(runsOf(word))) runCells.set(run, (runCells.get(run) ?? 0) + cells)
  }
  const isFrequent = (run: string) => run.length > 1 && (runCells.get(run) ?? 0) >= least
  return word => shapeOf(word, isFrequent)
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
  shape: (word: string) => Shape,
): (word: string) => number {
  const known = new Map(words.map((word, i) => [word, i]))
  const shaped = new Map(shapes.map((shape, i) => [shapeKey(shape), words.length + i]))
  return word => known.get(word) ?? shaped.get(shapeKey(shape(word))) ?? words.length + shapes.length - 1
}

function chainOf(
  texts: Texts,
  chosen: Uint32Array,
  numberOf: (word: string) => number,
  end: number,
  least: number,
): Pick<TextModel, 'followers' | 'frequencies' | 'longest'> {
  const pairs = Array.from({length: end + 1}, () => new Map<number, number>())
  const frequencies = Array.from({length: end}, () => 0)
  const lengths: number[] = []
  for (const index of chosen) {
    const cells = texts.counts[index]!
    let before = end
    const words = wordsOf(texts.text(index))
    lengths.push(words.length)
    for (const token of [...words.map(numberOf), end]) {
      pairs[before]!.set(token, (pairs[before]!.get(token) ?? 0) + cells)
      if (token < end) frequencies[token]! += cells
      before = token
    }
  }
  lengths.sort((a, b) => a - b)
  const followers = pairs.map(pair => {
    const kept = [...pair]
      .filter(([token, cells]) => cells >= least || token === end)
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    const all = [...pair.values()].reduce((sum, cells) => sum + cells, 0)
    const counts = kept.map(([, cells]) => cells)
    return {tokens: kept.map(([token]) => token), counts, rare: all - counts.reduce((sum, n) => sum + n, 0)}
  })
  return {followers, frequencies, longest: Math.max(1, lengths[Math.floor(lengths.length * 0.99)] ?? 1)}
}
