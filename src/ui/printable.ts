// Text from files as a terminal may show it.
import {escaped, UNSEEN, withoutUnseen} from '@inferloop/contract'

const ESCAPE = String.fromCharCode(27)
const COLOUR_OR_UNSEEN = new RegExp(`${ESCAPE}\\[[\\d;]*m|${UNSEEN}`, 'gu')

/** Control characters as `\u001b`; line feeds, tabs and the colours of our own theme stay. For text that we put together. */
export function printable(text: string): string {
  return text.replace(COLOUR_OR_UNSEEN, found =>
    found.length > 1 || found === '\n' || found === '\t' ? found : escaped(found),
  )
}

/** One line of a stranger's: every control character is shown, colours and line feeds too. */
export const printableLine: (text: string) => string = withoutUnseen
