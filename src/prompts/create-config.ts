// The questions of `infer create-config`, in the order they are asked, and the way through them. Pure: nothing is read or shown here.
import {PRIVACY_LEVELS, type Privacy} from '@inferloop/contract'
import {answersOf, answersWith, type Answers} from './answers.ts'
import {columnsQuestion} from './column-questions.ts'
import {generatorQuestion, judgesOnly, optionsQuestion} from './generator-questions.ts'
import type {Facts, Question, State} from './question.ts'
import {fileFault, textQuestion, typedValue} from './text-question.ts'
import {isReference, withPresent} from './with-present.ts'
import {gatesQuestion, holdoutQuestion, reportsQuestion, targetQuestion} from './validate-questions.ts'

const generates = (_: Answers, facts: Facts): boolean => !judgesOnly(facts)

const templateQuestion: Question = {
  name: 'template',
  suits: (_, {edits}) => !edits,
  asked: (_, {templates}) => ({
    type: 'select',
    message: 'What shall it begin with?',
    choices: templates.map(({name, summary}) => ({value: name, name, description: summary})),
  }),
  take: (state, template: string) => ({...state, template, done: [...state.done, 'template']}),
}

const PRIVACY: Readonly<Record<Privacy, string>> = {
  low: 'as faithful as can be, rows may come near to real ones',
  default: 'rows keep away from those of single people',
  high: 'rows keep farther away, and are a little less faithful',
}

const privacyQuestion: Question = {
  name: 'privacy',
  suits: generates,
  asked: ({privacy = 'default'}) => ({
    type: 'select',
    message: 'How far shall rows keep from real ones?',
    choices: withPresent(
      PRIVACY_LEVELS.map(level => ({value: level, name: level, description: PRIVACY[level]})),
      privacy,
    ),
    default: privacy,
  }),
  take: (state, privacy: string, {base}) => {
    const isNew = privacy !== (base.generate?.privacy ?? 'default') || state.said.privacy !== undefined
    const said = isNew ? {...state.said, privacy} : state.said
    return {...state, done: [...state.done, 'privacy'], said}
  },
}

export const QUESTIONS: readonly Question[] = [
  templateQuestion,
  textQuestion({
    name: 'data',
    message: () => 'The real table, such as customers.csv:',
    fault: (text, _, facts) => (text === '' || isReference(text) ? undefined : facts.dataFault(text)),
  }),
  columnsQuestion,
  generatorQuestion,
  optionsQuestion,
  textQuestion({
    name: 'rows',
    isNumber: true,
    suits: generates,
    message: () => 'Rows to make; nothing for as many as there are:',
    fault: (text, _, {keyFault}) =>
      text === '' ? undefined : keyFault('generate', 'rows', typedValue(text)),
  }),
  privacyQuestion,
  textQuestion({
    name: 'output',
    suits: generates,
    message: () => 'File that generate writes:',
    unset: ({output}) => output,
    fault: (text, {data}, {keyFault, outputFault}) =>
      text === ''
        ? undefined
        : (fileFault(text, 'the data', data) ??
          keyFault('generate', 'output', text) ??
          outputFault({data, output: text})),
  }),
  textQuestion({
    name: 'saveModel',
    suits: generates,
    message: () => 'A file to keep the model in; nothing for none:',
    fault: (text, {data}, {keyFault, outputFault}) =>
      text === ''
        ? undefined
        : (fileFault(text, 'the data', data) ??
          keyFault('generate', 'save-model', text) ??
          outputFault({data, saveModel: text})),
  }),
  textQuestion({
    name: 'synthetic',
    suits: (_, facts) => judgesOnly(facts),
    message: () => 'The synthetic table to judge:',
    fault: (text, {data}, {keyFault}) =>
      text === ''
        ? undefined
        : (fileFault(text, 'the data', data) ?? keyFault('validate', 'synthetic', text)),
  }),
  gatesQuestion,
  holdoutQuestion,
  targetQuestion,
  reportsQuestion,
]

/** The synthetic table that a flag names is made by generate, or there already where generate is not spoken of. */
export function answersIn({said}: State, facts: Facts): Answers {
  const {output, ...others} = said
  const isJudged = judgesOnly(facts) && output !== undefined
  return answersWith(answersOf(facts.base), isJudged ? {...others, synthetic: output} : said)
}

/** What is to be asked now; undefined when all is known. */
export function nextQuestion(state: State, facts: Facts): Question | undefined {
  const answers = answersIn(state, facts)
  const suits = ({name, suits: fits}: Question): boolean =>
    !state.done.includes(name) && (fits === undefined || fits(answers, facts))
  return state.queue[0] ?? QUESTIONS.find(suits)
}
