// Which key of which section a path of a file leads to, and what a text that came from the environment means there.
import type {Path} from '@inferloop/contract'
import type {Key} from './facts.ts'
import {keyOf, SECTIONS, type SectionName} from './sections.ts'

/** The path within a job, or the file itself where it leads into none. */
export const sectionPart = (path: Path): Path => (path[0] === 'jobs' ? path.slice(2) : path)

/** The key that a path leads to or into; undefined above keys and beside them. */
export function leafOf(path: Path): Key | undefined {
  const [section, name] = sectionPart(path)
  if (section === 'data') return keyOf('generate', 'data')
  if (typeof section !== 'string' || typeof name !== 'string' || !Object.hasOwn(SECTIONS, section))
    return undefined
  return keyOf(section as SectionName, name)
}

/** A text as the number or truth value that its place wants, when it does not want a text. */
export function fitted(path: Path, text: string): unknown {
  const key = leafOf(path)
  const [, name, inner] = sectionPart(path)
  const wantsText = inner !== undefined && name !== 'options'
  if (key === undefined || wantsText || key.schema.safeParse(text).success) return text
  return plainValue(text)
}

/** `true`, `false` and numbers as such. */
function plainValue(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  return text.trim() === '' || !Number.isFinite(Number(text)) ? text : Number(text)
}
