// Text from files as a terminal may show it.

const ESCAPE = String.fromCharCode(27)
const COLOUR_OR_CONTROL = new RegExp(`${ESCAPE}\\[[\\d;]*m|\\p{Cc}`, 'gu')

/** Control characters as `\u001b`; line feeds, tabs and the colours of our own theme stay. */
export function printable(text: string): string {
  return text.replace(COLOUR_OR_CONTROL, found =>
    found.length > 1 || found === '\n' || found === '\t'
      ? found
      : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** One line of a stranger's: every control character is shown, colours and line feeds too. */
export function printableLine(text: string): string {
  return text.replace(/\p{Cc}/gu, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
