// A stack file, YAML or JSON, with or without variables, as plain data.
import {dirname, resolve} from 'node:path'
import type {Stack} from '../engine/stack.ts'
import type {Known} from './check-stack.ts'
import {shownName} from './shown-name.ts'
import {languageOf, type StackText} from './stack-text.ts'

export interface ReadStackOptions extends Known {
  /** The current one, from which names in messages are shown. */
  readonly folder: string
  /** Values of a template's variables. */
  readonly variables?: Readonly<Record<string, unknown>>
}

/**
 * Reads, renders where the file has variables, and checks.
 *
 * @throws InferError INFER_STACK with every fault and its place, INFER_FILE_MISSING, INFER_FILE_UNREADABLE
 */
export async function readStack(path: string, options: ReadStackOptions): Promise<Stack> {
  const {folder, variables = {}} = options
  const shown = shownName(resolve(folder, path), folder)
  const {readText} = await import('./read-text.ts')
  const text = await readText(resolve(folder, path), shown)
  return stackOf({text, shown, folder: dirname(resolve(folder, path)), variables}, options)
}

/** As `readStack`, of a text that was read. */
export async function stackOf(source: StackText, known: Known): Promise<Stack> {
  const [{parse}, {checkStack}, {fillIn}] = await Promise.all([
    import('./parse.ts'),
    import('./check-stack.ts'),
    import('./template/fill-in.ts'),
  ])
  const {text, shown} = await fillIn(source)
  return checkStack(parse(text, shown, languageOf(source.shown)), shown, known)
}
