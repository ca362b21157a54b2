// The door to Handlebars: the text of a template, which users may read and copy, as a function.
import {readFile} from 'node:fs/promises'

export const TEMPLATES = new URL('../templates/', import.meta.url)

/** What they give stands in the page as it is: they are ours. */
export type Drawn = Readonly<Record<string, (given: string) => string>>

/** What the function is given is escaped, but for what stands in three braces and what `drawn` gives. A name that is not there is an error. */
export async function compileTemplate(text: string, drawn: Drawn = {}): Promise<(view: object) => string> {
  const {default: Handlebars} = await import('handlebars')
  const own = Handlebars.create()
  for (const [name, draw] of Object.entries(drawn))
    own.registerHelper(name, (given: string) => new own.SafeString(draw(given)))
  return own.compile<object>(text, {
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: Object.fromEntries(Object.keys(drawn).map(name => [name, true])),
  })
}

export const readTemplate = (name: string): Promise<string> => readFile(new URL(name, TEMPLATES), 'utf8')
