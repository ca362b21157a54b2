// Handlebars' own words for templates that are none, in ours and with a place.
import type {TemplateFault} from './allowed.ts'

interface Parser {
  readonly parse: (source: string) => unknown
}

/** @throws what `stop` throws, with the line where braces are wrong */
export function parsed(
  own: Parser,
  source: string,
  stop: (fault: TemplateFault) => never,
  faultAt: (what: string, line?: number, column?: number) => TemplateFault,
): unknown {
  try {
    return own.parse(source)
  } catch (error) {
    const [, counted] = /on line (\d+)/.exec((error as Error).message) ?? []
    const [, open, close] = /^(\S+) doesn't match (\S+)/.exec((error as Error).message) ?? []
    const {lineNumber, column} = error as {lineNumber?: number; column?: number}
    const line = Number(counted ?? lineNumber ?? 1)
    const text = source.split('\n')[line - 1] ?? ''
    const hint = text.includes('}}}') && !text.includes('{{{') ? ': write a space between }} and }' : ''
    const what =
      open === undefined
        ? `braces that open here do not close as they should${hint}`
        : `#${open} ends as /${close}`
    const braces = text.indexOf('{{')
    return stop(faultAt(what, line, column ?? Math.max(0, braces)))
  }
}

/** The engine's words for what is too much, in ours. */
export function said(message: string): string {
  if (message === 'Invalid string length') return 'would write more than fits into memory'
  if (message.startsWith('Maximum call stack')) return 'has blocks nested too deep'
  return message.split('\n', 1)[0]!
}
