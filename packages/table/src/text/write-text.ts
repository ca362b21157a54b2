// New texts from a word model, none of them a real one.
import type {Random} from '@inferloop/contract'
import {madeUpWord} from './letters.ts'
import {seenIn} from './seen-filter.ts'
import type {Followers, TextModel} from './text-model.ts'
import {MARKS} from './words.ts'
import type {Shape} from './words.ts'

/** Texts drawn before a refused one is changed letter by letter instead. */
const MOST_DRAWS = 12
/** Beginnings without a word after which there is none. */
const MOST_EMPTY = 1000
/** Changes after which a filter is no filter: a true one refuses at most every second text. */
const MOST_CHANGES = 200

/** A writer of texts. Every text the model learnt from is refused, by the model's filter of seen texts. */
export function textWriter(model: TextModel): (random: Random) => string {
  const isSeen = seenIn(model.seen)
  const chains = model.followers.map(chainOf)
  const anywhere = chainOf({tokens: model.frequencies.map((_, i) => i), counts: model.frequencies, rare: 0})
  const end = model.words.length + model.shapes.length

  const next = (before: number, random: Random): number =>
    draw(chains[before]!, random) ?? draw(anywhere, random) ?? end
  const sentence = (random: Random): string => {
    const words: string[] = []
    let token = end
    let empty = 0
    while (words.length < model.longest) {
      token = next(token, random)
      if (token === end) {
        // A model from a file may know no word at all.
        if (words.length > 0 || ++empty > MOST_EMPTY) break
        continue
      }
      const shape = model.shapes[token - model.words.length]
      words.push(shape === undefined ? model.words[token]! : spelt(shape, model, random))
    }
    return words.join(' ')
  }
  return random => {
    let text = sentence(random)
    for (let i = 1; i < MOST_DRAWS && isSeen(text); i++) text = sentence(random)
    for (let i = 0; i < MOST_CHANGES && isSeen(text); i++)
      text = text.length > 1000 ? madeUpWord(model.letters, random) : extended(text, model, random)
    return text
  }
}

interface Chain {
  readonly tokens: readonly number[]
  /** Running sums of the counts. */
  readonly sums: Float64Array
  /** All counts and those of the followers too rare to keep. */
  readonly total: number
}

function chainOf({tokens, counts, rare}: Followers): Chain {
  const sums = new Float64Array(counts.length)
  let total = 0
  for (let i = 0; i < counts.length; i++) sums[i] = total += counts[i]!
  return {tokens, sums, total: total + rare}
}

/** One of the followers, or undefined for one that was too rare to keep. */
function draw({tokens, sums, total}: Chain, random: Random): number | undefined {
  const at = random.next() * total
  let [low, high] = [0, sums.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sums[middle]! > at) high = middle
    else low = middle + 1
  }
  return tokens[low]
}

function spelt({lead, core, trail}: Shape, model: TextModel, random: Random): string {
  return lead + coreText(core, model, random) + trail
}

function coreText(core: string, {letters}: TextModel, random: Random): string {
  let text = ''
  for (const character of core) {
    if (character === MARKS.digit) text += String(random.below(10))
    else if (character === MARKS.small) text += madeUpWord(letters, random)
    else if (character === MARKS.capitals) text += madeUpWord(letters, random).toUpperCase()
    else if (character === MARKS.capitalised) {
      const word = madeUpWord(letters, random)
      text += word.charAt(0).toUpperCase() + word.slice(1)
    } else text += character
  }
  return text
}

const extended = (text: string, model: TextModel, random: Random): string =>
  text.includes(' ')
    ? `${text} ${madeUpWord(model.letters, random)}`
    : text + madeUpWord(model.letters, random)
