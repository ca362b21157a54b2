// Strangers' text as a page may show it: nothing invisible, nothing that turns other text around, nothing endless.
import {printableLine} from '../../ui/printable.ts'

/** Longer texts are cut, so that one label cannot fill the page. */
const LONGEST = 600

/** Marks that reorder text, characters of no width (joiners of scripts and emoji stay), line separators, halves of pairs. */
const HIDDEN =
  /[\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]|\p{Surrogate}|[\u{E0000}-\u{E007F}]/gu

/** One line in which every character that could not be seen stands as `\u202e`, and nothing as `(empty)`. Escaping for HTML is the template's work. */
export function shown(text: string): string {
  if (text.trim() === '') return '(empty)'
  const clean = printableLine(text).replace(
    HIDDEN,
    character => `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`,
  )
  if (clean.length <= LONGEST) return clean
  return `${Array.from(clean)
    .slice(0, LONGEST - 1)
    .join('')}…`
}

/** A copy in which every string, wherever it stands, is `shown`; so no view can forget one. Keys are ours and stay. */
export function allShown<Data>(data: Data): Data {
  if (typeof data === 'string') return shown(data) as Data
  if (Array.isArray(data)) {
    return (typeof data[0] === 'number' ? data : data.map(allShown)) as Data
  }
  if (data === null || typeof data !== 'object') return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, allShown(value)])) as Data
}
