// Made-up words: letters that follow two letters, learnt from the column's own words (a Markov chain of order two).
import type {Random} from '@inferloop/contract'

/** For each context of up to two letters (`^` starts a word): the letters that may follow, `$` for the end, and their counts. */
export type Letters = Readonly<Record<string, {readonly next: string; readonly counts: readonly number[]}>>

const MOST_WORDS = 50_000
const LONGEST = 14

/** Letters in order of their frequency in English text, for columns too small to learn from. */
const FALLBACK = 'etaoinshrdlucmfwypvbgk'

/** Keeps what at least `support` different words show. */
export function learnLetters(words: Iterable<string>, support: number): Letters {
  const counts = new Map<string, Map<string, number>>()
  let learnt = 0
  for (const word of words) {
    if (learnt++ >= MOST_WORDS) break
    const letters = ['^', '^', ...word.toLowerCase(), '$']
    const shown = new Set<string>()
    for (let i = 2; i < letters.length; i++) {
      const next = letters[i]!
      for (const context of [letters[i - 2]! + letters[i - 1]!, letters[i - 1]!, '']) {
        if (shown.has(context + next)) continue
        shown.add(context + next)
        let follow = counts.get(context)
        if (follow === undefined) counts.set(context, (follow = new Map()))
        follow.set(next, (follow.get(next) ?? 0) + 1)
      }
    }
  }
  const least = Math.max(2, support)
  const kept: Record<string, {next: string; counts: number[]}> = {}
  for (const context of [...counts.keys()].toSorted()) {
    const follow = [...counts.get(context)!]
      .filter(([letter, seen]) => seen >= least && letter.length === 1)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
    if (follow.length === 0) continue
    kept[context] = {next: follow.map(([letter]) => letter).join(''), counts: follow.map(([, seen]) => seen)}
  }
  return kept
}

/** Refusals in a row after which any letter will do: what was learnt may offer nothing else. */
const MOST_REFUSALS = 8

/** A word of 2 to 14 small letters. */
export function madeUpWord(letters: Letters, random: Random): string {
  let word = ''
  let [before, last] = ['^', '^']
  let refusals = 0
  while (word.length < LONGEST) {
    const next = refusals < MOST_REFUSALS ? drawLetter(letters, before, last, random) : anyLetter(random)
    if (next === '$' && word.length >= 2) break
    // Never three of one letter in a row.
    if (next === '$' || (next === last && next === before)) {
      refusals++
      continue
    }
    refusals = 0
    word += next
    before = last
    last = next
  }
  return word
}

function drawLetter(letters: Letters, before: string, last: string, random: Random): string {
  // A tenth of the letters are drawn with less context, so that no kept word has to come out whole.
  const contexts = random.next() < 0.1 ? [last, ''] : [before + last, last, '']
  for (const context of contexts) {
    const follow = letters[context]
    if (follow === undefined || follow.next === '$') continue
    let at = random.next() * follow.counts.reduce((sum, seen) => sum + seen, 0)
    let i = 0
    while (i < follow.counts.length - 1 && at >= follow.counts[i]!) at -= follow.counts[i++]!
    return follow.next.charAt(i)
  }
  return random.next() < 0.2 ? '$' : anyLetter(random)
}

const anyLetter = (random: Random): string => FALLBACK.charAt(random.below(FALLBACK.length))
