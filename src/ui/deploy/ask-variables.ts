// Asks for the variables of a template, one after the other; Esc goes back one.
import {type Declared, variableFault} from '@inferloop/provision'
import {valueAnswered, variableQuestion} from '../../prompts/variable-questions.ts'
import {ask, BACK, nobodyAnswers} from '../ask.ts'

type Values = Readonly<Record<string, string>>

/** `given` with what was answered for the others. @throws InferError INFER_INTERRUPTED */
export async function askVariables(declared: Declared, given: Values, signal: AbortSignal): Promise<Values> {
  const open = Object.entries(declared).filter(([name]) => !Object.hasOwn(given, name))
  const answered = new Map<string, string | undefined>()
  for (let at = 0; at < open.length; ) {
    const [name, variable] = open[at]!
    const question = variableQuestion(name, variable, text => variableFault(name, variable, text))
    const answer = await ask(question, signal)
    if (answer === undefined) throw nobodyAnswers()
    if (answer === BACK) {
      at = Math.max(0, at - 1)
      continue
    }
    answered.set(name, valueAnswered(variable, answer as string | boolean))
    at++
  }
  const said = [...answered].filter((one): one is [string, string] => one[1] !== undefined)
  return {...given, ...Object.fromEntries(said)}
}
