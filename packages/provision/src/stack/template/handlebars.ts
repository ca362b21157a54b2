// The door to Handlebars for templates of users. Only texts are compiled, only after their syntax tree was looked through,
// with the filters of this folder alone, own properties alone, and every value passing the filter `plain`.
import {type Insertion, look, type TemplateFault} from './allowed.ts'
import {FILTERS, plainText} from './filters.ts'
import {includeText} from './include.ts'
import {columnBefore, insert} from './insert.ts'
import {parsed, said} from './parse-template.ts'

export interface Source {
  readonly text: string
  /** Its name in faults. */
  readonly file: string
  /** Where includes are looked for. */
  readonly folder: string
  readonly values: Readonly<Record<string, unknown>>
}

export type Rendered = {readonly text: string} | {readonly faults: readonly TemplateFault[]}

const MOST_INCLUDES = 20

export async function render({text, file, folder, values}: Source): Promise<Rendered> {
  const {default: Handlebars} = await import('handlebars')
  const own = Handlebars.create()
  for (const name of ['log', 'lookup', 'with', 'helperMissing', 'blockHelperMissing'])
    own.unregisterHelper(name)
  const inserted = new Map<string, readonly Insertion[]>()
  // The file that is being written: the last one here.
  const within: string[] = [file]

  const faultAt = (what: string, line = 1, column = 0): TemplateFault => {
    const current = within.at(-1)!
    return {file: current, line, column: columnBefore(inserted.get(current) ?? [], line, column) + 1, what}
  }
  const stop = (fault: TemplateFault): never => {
    throw Object.assign(new Error(fault.what), {fault})
  }
  const helper =
    (apply: (args: readonly unknown[], named: Record<string, unknown>) => unknown) =>
    (...given: unknown[]): unknown => {
      const {hash, loc} = given.pop() as {
        hash: Record<string, unknown>
        loc?: {start: {line: number; column: number}}
      }
      try {
        return apply(given, hash)
      } catch (error) {
        return stop(faultAt((error as Error).message, loc?.start.line, loc?.start.column))
      }
    }
  for (const [name, {apply}] of Object.entries(FILTERS)) own.registerHelper(name, helper(apply))
  own.registerHelper(
    'plain',
    helper(([value]) => plainText(value)),
  )

  const knownHelpers = {
    ...Object.fromEntries(
      [...Object.keys(FILTERS), 'plain', 'if', 'unless', 'each'].map(name => [name, true]),
    ),
    log: false,
    lookup: false,
    with: false,
    helperMissing: false,
    blockHelperMissing: false,
  }
  const compile = (source: string, name: string, names?: readonly string[]) => {
    within.push(name)
    const looked = look(parsed(own, source, stop, faultAt), name, names)
    if (looked.faults.length > 0) throw Object.assign(new Error('faults'), {faults: looked.faults})
    within.pop()
    inserted.set(name, looked.insertions)
    const run = own.compile<unknown>(insert(source, looked.insertions), {
      knownHelpersOnly: true,
      knownHelpers,
      noEscape: true,
    })
    return {run, includes: looked.includes}
  }

  try {
    const main = compile(text, file, Object.keys(values))
    const partials: Record<string, Handlebars.Template> = Object.create(null) as Record<string, never>
    const waiting = main.includes.map(name => ({name, from: file}))
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const {name, from} = one
      if (Object.hasOwn(partials, name)) continue
      if (Object.keys(partials).length >= MOST_INCLUDES)
        stop({file: from, line: 1, column: 1, what: `includes more than ${MOST_INCLUDES} files`})
      const {run, includes} = compile(included(folder, name, from, stop), name)
      partials[name] = (context: unknown, options?: Handlebars.RuntimeOptions) => {
        if (within.length > 10) stop(faultAt(`${name} includes itself`))
        within.push(name)
        const written = run(context, options)
        within.pop()
        return written
      }
      waiting.push(...includes.map(each => ({name: each, from: name})))
    }
    const context = Object.assign(Object.create(null) as object, values)
    return {
      text: main.run(context, {
        partials,
        allowProtoMethodsByDefault: false,
        allowProtoPropertiesByDefault: false,
      }),
    }
  } catch (error) {
    const {fault, faults, lineNumber, column, message} = error as Error & {
      fault?: TemplateFault
      faults?: readonly TemplateFault[]
      lineNumber?: number
      column?: number
    }
    return {faults: faults ?? [fault ?? faultAt(said(message), lineNumber, column)]}
  }
}

function included(folder: string, name: string, from: string, stop: (fault: TemplateFault) => never): string {
  try {
    return includeText(folder, name)
  } catch (error) {
    return stop({file: from, line: 1, column: 1, what: (error as Error).message})
  }
}
