// Numbers and cells as an evidence sentence says them.
import {withCommas as count} from '@inferloop/contract'

export {count}

/** `1 cell`, `2,010 cells`. */
export const counted = (value: number, noun: string): string =>
  `${count(value)} ${noun}${value === 1 ? '' : 's'}`

/** A cell's text in quotes, shortened to 30 characters. */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > 30 ? `${text.slice(0, 29)}…` : text)

/** `"a", "b" and 3 more`. */
export function listed(texts: readonly string[], most = 3): string {
  const shown = texts.slice(0, most).map(quoted).join(', ')
  return texts.length > most ? `${shown} and ${count(texts.length - most)} more` : shown
}
