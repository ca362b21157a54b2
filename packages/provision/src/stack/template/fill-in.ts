// A template's text with its variables filled in; a stack without variables as it is.
import {faulty} from '../fault.ts'
import {isMap} from '../is-map.ts'
import {type LineColumn, parse, type Parsed} from '../parse.ts'
import {languageOf, type StackText} from '../stack-text.ts'
import {renderTemplate} from './render-template.ts'
import {split} from './split.ts'
import {type Declared, declarations} from './variables.ts'

export interface FilledIn {
  readonly text: string
  /** Says of a rendered text that it is one: its lines are not the file's. */
  readonly shown: string
}

/** @throws InferError INFER_STACK with every fault of the variables, then of the template */
export async function fillIn({text, shown, folder, variables}: StackText): Promise<FilledIn> {
  const found = declaredIn(text, shown)
  if (found === undefined) {
    const [name] = Object.keys(variables)
    if (name === undefined) return {text, shown}
    const what = `this stack has no variables, and ${name} was given`
    throw faulty([
      {path: ['variables', name], what, place: `${shown}:1:1`, instead: `variables: {${name}: {…}}`},
    ])
  }
  const {declared, body} = found
  const task = {text: body, file: shown, folder, declared, given: variables}
  return {text: await renderTemplate(task), shown: `${shown}, rendered`}
}

export interface Template {
  readonly declared: Declared
  readonly body: string
}

/** Undefined for a stack without variables. @throws InferError INFER_STACK when they are not declared as they should be */
export function declaredIn(text: string, shown: string): Template | undefined {
  const parts = languageOf(shown) === 'json' ? ofJson(text, shown) : ofYaml(text, shown)
  if (parts === undefined) return undefined
  const {declared, faults} = declarations(parts.parsed, shown)
  if (faults.length > 0) throw faulty(faults)
  return {declared, body: parts.body}
}

interface Parts {
  readonly parsed: Parsed
  readonly body: string
}

function ofYaml(text: string, shown: string): Parts | undefined {
  const parts = split(text)
  if (parts !== undefined) return {parsed: parse(parts.declared, shown, 'yaml'), body: parts.body}
  const nothing = {value: {}, placeOf: (): LineColumn => ({line: 1, column: 1})}
  return shown.endsWith('.hbs') ? {parsed: nothing, body: text} : undefined
}

/** JSON is JSON before it is filled in too. */
function ofJson(text: string, shown: string): Parts | undefined {
  const parsed = parse(text, shown, 'json')
  return isMap(parsed.value) && Object.hasOwn(parsed.value, 'variables') ? {parsed, body: text} : undefined
}
