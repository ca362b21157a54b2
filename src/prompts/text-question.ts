// Questions whose answer is typed: nothing typed takes the value out.
import type {Answers, Said} from './answers.ts'
import type {Facts, Question} from './question.ts'

interface Typed {
  readonly name: Exclude<keyof Answers, 'columns' | 'options'>
  /** Texts stay texts otherwise, also the year that a folder is called by. */
  readonly isNumber?: true
  readonly suits?: Question['suits']
  readonly message: (answers: Answers, facts: Facts) => string
  /** What holds when nothing is typed, shown as if it had been. */
  readonly unset?: (facts: Facts) => string | undefined
  readonly fault: (
    text: string,
    answers: Answers,
    facts: Facts,
  ) => string | undefined | Promise<string | undefined>
}

export function textQuestion({name, isNumber, suits, message, unset, fault}: Typed): Question {
  return {
    name,
    ...(suits === undefined ? {} : {suits}),
    asked(answers, facts) {
      const now = answers[name] ?? unset?.(facts)
      return {
        type: 'input',
        message: message(answers, facts),
        ...(now === undefined ? {} : {default: String(now)}),
        validate: async text => (await fault(text.trim(), answers, facts)) ?? true,
      }
    },
    take(state, text: string, facts) {
      const typed = text.trim()
      const value =
        typed === '' || typed === unset?.(facts) ? undefined : isNumber ? typedValue(typed) : typed
      const said: Said = {...state.said, [name]: value}
      return {...state, done: [...state.done, name], said}
    },
  }
}

/** Numbers as such; all else, also what comes from the environment, as text. */
export const typedValue = (text: string): string | number =>
  text.trim() === '' || !Number.isFinite(Number(text)) ? text.trim() : Number(text)

export const fileFault = (name: string, what: string, other: string | undefined): string | undefined =>
  name === other ? `that is ${what}, which would be lost or judged by itself` : undefined
