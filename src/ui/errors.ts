// Errors as people and programs read them. Whose fault it is decides the words: what a user can change has a code or comes
// from oclif's parser; everything else is a bug of ours.
import {errorCode, EXIT} from '@inferloop/contract'
import {printableLine} from './printable.ts'
import {type Usage, usageFault} from './usage-fault.ts'

const ISSUES = 'https://github.com/inferloop/infer/issues'

interface Known extends Error {
  readonly code?: string
  readonly suggestions?: readonly string[]
  readonly oclif?: {readonly exit?: number}
}

export interface Complaint {
  readonly code: string
  readonly message: string
  readonly suggestions: readonly string[]
}

export function exitCodeOf(error: Error): number {
  return (error as Known).oclif?.exit ?? EXIT.bug
}

/** What is said, and what --json shows. Faults of usage have the code INFER_OPTION, bugs INFER_BUG. */
export function complaintOf(error: Error, usage: Usage): Complaint {
  const {oclif, suggestions = []} = error as Known
  const code = errorCode(error)
  if (code !== undefined) return {code, message: error.message, suggestions}
  if (oclif?.exit !== undefined) {
    const said = usageFault(error, usage)
    return {code: 'INFER_OPTION', ...said, ...(suggestions.length > 0 ? {suggestions} : {})}
  }
  return {
    code: 'INFER_BUG',
    message: `This is a bug in infer: ${error.message || error.name}`,
    suggestions: [`report it at ${ISSUES} with what you typed and what --verbose shows`],
  }
}

/** Code, message and what to do next, a mark before each line; with `verbose` the causes and stacks too; all of it by `hide`. */
export function errorText(
  error: Error,
  usage: Usage,
  verbose: boolean,
  hide = (text: string): string => text,
): string {
  const {code, message, suggestions} = complaintOf(error, usage)
  const lines = [`Error: ${message}`, `Code: ${code}`]
  const [only] = suggestions
  if (suggestions.length === 1) lines.push(`Try this: ${only}`)
  else if (suggestions.length > 1) lines.push('Try this:', ...suggestions.map(one => `  * ${one}`))
  if (verbose) lines.push(...stackOf(error))
  return lines
    .flatMap(line => hide(line).split('\n'))
    .map(line => ` ›   ${printableLine(line)}\n`)
    .join('')
}

function stackOf(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const cause = stackOf(error.cause)
  return [error.stack ?? error.message, ...(cause.length > 0 ? ['Caused by:', ...cause] : [])]
}
