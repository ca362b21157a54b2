// A variable of a template as a question: its choices, yes or no, or a text that is checked.
import type {Variable} from '@inferloop/provision'
import type {Asked} from './question.ts'

/** `faultOf` says what is wrong with a text; nothing typed leaves an optional variable out. */
export function variableQuestion(
  name: string,
  variable: Variable,
  faultOf: (text: string) => Promise<string | undefined>,
): Asked {
  const {type, description, choices, unit, optional, secret} = variable
  const of = unit === undefined ? '' : `, ${unit}`
  const hints = [
    ...(secret === true ? ['name of the secret, not the secret itself'] : []),
    ...(optional === true ? ['Enter leaves it out'] : []),
  ]
  const message = `${name}: ${description}${of}${hints.length === 0 ? '' : ` (${hints.join('; ')})`}`
  const preset = presetOf(variable)
  if (type === 'boolean' && optional !== true) return {type: 'confirm', message, default: preset === 'true'}
  if (choices !== undefined && type === 'string' && optional !== true)
    return {
      type: 'select',
      message,
      choices: choices.map(value => ({value, name: value})),
      ...(preset === undefined ? {} : {default: preset}),
    }
  return {
    type: 'input',
    message,
    ...(preset === undefined ? {} : {default: preset}),
    async validate(text) {
      if (text.trim() === '' && optional === true) return true
      return (await faultOf(text.trim())) ?? true
    },
  }
}

/** What an answer gives for `--set`; undefined where the default holds or the variable is left out. */
export function valueAnswered(variable: Variable, answer: string | boolean): string | undefined {
  const text = String(answer).trim()
  return text === presetOf(variable) || (text === '' && variable.optional === true) ? undefined : text
}

/** The default as it is typed: lists with commas where their words have none. */
function presetOf({default: value}: Variable): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value
  const isPlain =
    Array.isArray(value) && value.every(one => typeof one !== 'object' && !/,/.test(String(one)))
  return isPlain ? value.join(',') : JSON.stringify(value)
}
