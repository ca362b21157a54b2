// What validate is to judge, by which gates, and where its report goes.
import {kindIn} from './answers.ts'
import {judgesOnly} from './generator-questions.ts'
import type {Choice, Question} from './question.ts'
import {fileFault, textQuestion, typedValue} from './text-question.ts'
import {withPresent} from './with-present.ts'

const GATES = {
  minQuality: ['min-quality', 0.9, 'columns and pairs, 1 is best'],
  maxIdentical: [
    'max-identical',
    0.001,
    'share of rows equal to a real one; judged anyway by what is natural',
  ],
  maxDetection: ['max-detection', 0.6, 'how well a classifier tells synthetic rows, 0.5 is a guess'],
  maxCopyIndex: ['max-copy-index', 0.4, '0 no copies, 1 a copy; needs rows kept from the generator'],
} as const

type Gate = keyof typeof GATES
/** Answers that are limits. */
export const GATE_NAMES = Object.keys(GATES) as readonly Gate[]

export const gatesQuestion: Question = {
  name: 'gates',
  asked: answers => ({
    type: 'checkbox',
    message: 'Gates that infer validate is to keep; none is fine',
    choices: GATE_NAMES.map(value => ({value, name: GATES[value][0], description: GATES[value][2]})),
    default: GATE_NAMES.filter(name => answers[name] !== undefined),
  }),
  take: (state, chosen: readonly Gate[]) => ({
    ...state,
    done: [...state.done, 'gates'],
    queue: chosen.map(limitQuestion),
    said: {
      ...state.said,
      ...Object.fromEntries(GATE_NAMES.filter(name => !chosen.includes(name)).map(name => [name, undefined])),
    },
  }),
}

const limitQuestion = (gate: Gate): Question => {
  const [key, otherwise, says] = GATES[gate]
  return {
    name: 'limit',
    asked: (answers, {keyFault}) => ({
      type: 'input',
      message: `${key}: ${says}`,
      default: String(answers[gate] ?? otherwise),
      validate: text => keyFault('validate', key, typedValue(text)) ?? true,
    }),
    take: (state, text: string) => ({
      ...state,
      queue: state.queue.slice(1),
      said: {...state.said, [gate]: typedValue(text)},
    }),
  }
}

export const holdoutQuestion: Question = textQuestion({
  name: 'holdout',
  suits: (answers, facts) =>
    judgesOnly(facts) || answers.maxCopyIndex !== undefined || answers.holdout !== undefined,
  message: ({maxCopyIndex}) =>
    `Real rows kept from the generator${maxCopyIndex === undefined ? '; nothing for none' : ''}:`,
  fault: (text, {data, maxCopyIndex}, facts) =>
    text === '' && maxCopyIndex !== undefined
      ? 'max-copy-index needs them: copying shows only beside rows the generator has not seen'
      : text === ''
        ? undefined
        : (fileFault(text, 'the data', data) ?? facts.keyFault('validate', 'holdout', text)),
})

export const targetQuestion: Question = {
  name: 'target',
  suits: (_, {columns}) => columns.length > 0,
  asked: (answers, {columns}) => ({
    type: 'checkbox',
    message: 'Columns that models are to predict; none is fine',
    choices: (answers.target ?? [])
      .filter(name => kindIn(answers.columns, name) !== 'drop')
      .reduce(
        withPresent,
        columns
          .filter(({name}) => kindIn(answers.columns, name) !== 'drop')
          .map(({name, kind}) => ({value: name, name, description: kind})),
      ),
    default: answers.target ?? [],
  }),
  take: (state, names: readonly string[]) => ({
    ...state,
    done: [...state.done, 'target'],
    said: {...state.said, target: names.length > 0 ? names : undefined},
  }),
}

const REPORTS: readonly Choice[] = [
  {value: 'report.html', name: 'report.html', description: 'to read: one page without scripts'},
  {value: 'junit.xml', name: 'junit.xml', description: 'for CI, a test case for each gate'},
  {value: 'report.sarif', name: 'report.sarif', description: 'for code scanning'},
  {value: 'report.json', name: 'report.json', description: 'for programs, and as a baseline'},
  {value: 'report.md', name: 'report.md', description: 'for a comment'},
]

export const reportsQuestion: Question = {
  name: 'reports',
  asked: ({reports = []}) => ({
    type: 'checkbox',
    message: 'Reports of infer validate; none is fine',
    choices: reports.reduce(withPresent, REPORTS),
    default: reports,
  }),
  take: (state, names: readonly string[]) => ({
    ...state,
    done: [...state.done, 'reports'],
    said: {...state.said, reports: names.length > 0 ? names : undefined},
  }),
}
