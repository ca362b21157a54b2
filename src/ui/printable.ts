// Text from files as a terminal may show it.

const ESCAPE = String.fromCharCode(27)

/** Control characters, and marks that nobody sees but that turn the order of what follows round or hide in it. */
const UNSEEN = '[\\p{Cc}\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060\\u2066-\\u2069\\ufeff]'
const COLOUR_OR_UNSEEN = new RegExp(`${ESCAPE}\\[[\\d;]*m|${UNSEEN}`, 'gu')
const ALL_UNSEEN = new RegExp(UNSEEN, 'gu')

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** Control characters as `\u001b`; line feeds, tabs and the colours of our own theme stay. For text that we put together. */
export function printable(text: string): string {
  return text.replace(COLOUR_OR_UNSEEN, found =>
    found.length > 1 || found === '\n' || found === '\t' ? found : escaped(found),
  )
}

/** One line of a stranger's: every control character is shown, colours and line feeds too. */
export function printableLine(text: string): string {
  return text.replace(ALL_UNSEEN, escaped)
}
