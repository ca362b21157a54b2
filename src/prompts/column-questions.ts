// What infer takes the columns for, one by one, and what they are instead.
import {type Answers, kindIn} from './answers.ts'
import type {Choice, Column, Facts, Question, State} from './question.ts'
import {isReference, withPresent} from './with-present.ts'

const GO_ON = ''
const AS_FOUND = ''

const KINDS: readonly (readonly [kind: string, says: string])[] = [
  ['numeric', 'numbers, also with units'],
  ['datetime', 'days and instants; the format is asked for next'],
  ['categorical', 'labels, as zip codes and grades are'],
  ['ordinal', 'labels with an order, which is asked for next'],
  ['id', 'made anew, each once, in the same pattern'],
  ['text', 'made anew from its words'],
  ['list', 'several items in a cell; what parts them is asked for next'],
  ['drop', 'left out, as if the table did not have it'],
]

/** Asked again after each correction, until nothing is chosen but to go on. */
export const columnsQuestion: Question = {
  name: 'columns',
  suits: (_, {columns}) => columns.length > 0,
  asked: (answers, {columns}) => ({
    type: 'select',
    message: `${columns.length} columns; take one to correct what it is`,
    choices: [
      {value: GO_ON, name: 'All are right: go on'},
      ...columns.map(column => lineOf(column, answers, columns)),
    ],
    default: GO_ON,
  }),
  take: (state, column: string) =>
    column === GO_ON
      ? {...state, done: [...state.done, 'columns']}
      : {...state, queue: [kindQuestion(column)]},
}

function lineOf({name, kind, evidence}: Column, {columns}: Answers, all: readonly Column[]): Choice {
  const said = kindIn(columns, name)
  const width = Math.min(24, Math.max(...all.map(one => one.name.length)))
  const now = said === undefined ? kind : `${said} (was ${kind})`
  return {value: name, name: `${short(name, width).padEnd(width)}  ${now}`, description: evidence}
}

const short = (name: string, width: number): string =>
  name.length > width ? `${name.slice(0, width - 1)}…` : name

const kindQuestion = (column: string): Question => ({
  name: 'kind',
  asked: ({columns}, facts) => ({
    type: 'select',
    message: `What is ${column}?`,
    choices: withPresent(
      [asFound(column, facts), ...KINDS.map(([value, says]) => ({value, name: value, description: says}))],
      kindNow(columns, column),
    ),
    default: kindNow(columns, column),
  }),
  take(state, kind: string, facts) {
    if (['datetime', 'ordinal', 'list'].includes(kind))
      return {...state, queue: [formatQuestion(column, kind)]}
    if (kind === AS_FOUND) return withColumn(state, column, undefined)
    return kind === 'drop' || isReference(kind) || facts.kindFault(column, kind) === undefined
      ? withColumn(state, column, kind)
      : {...state, queue: [unfit(column, kind)]}
  },
})

function kindNow(columns: Answers['columns'], column: string): string {
  const said = kindIn(columns, column) ?? AS_FOUND
  return isReference(said) ? said : said.split(':')[0]!
}

function asFound(column: string, {columns}: Facts): Choice {
  const found = columns.find(({name}) => name === column)
  return {value: AS_FOUND, name: `as found: ${found?.kind}`, description: found?.evidence ?? ''}
}

const FORMATS: Readonly<Record<string, string>> = {
  datetime: 'Format such as %d.%m.%Y; nothing to have it found:',
  ordinal: 'Labels as low<mid<high; nothing to have them found:',
  list: 'What parts the items; nothing to have it found:',
}

const formatQuestion = (column: string, kind: string): Question => ({
  name: 'kind-format',
  asked: ({columns}, facts) => ({
    type: 'input',
    message: FORMATS[kind]!,
    ...withDefault(kindIn(columns, column), kind),
    validate: text => facts.kindFault(column, worded(kind, text)) ?? true,
  }),
  take: (state, text: string) => withColumn(state, column, worded(kind, text)),
})

const worded = (kind: string, format: string): string =>
  format.trim() === '' ? kind : `${kind}:${format.trim()}`

const withDefault = (said: string | undefined, kind: string) =>
  said?.startsWith(`${kind}:`) === true ? {default: said.slice(kind.length + 1)} : {}

/** Says why, and leads back to the kinds. */
const unfit = (column: string, kind: string): Question => ({
  name: 'kind-unfit',
  asked: (_, {kindFault}) => ({
    type: 'select',
    message: kindFault(column, kind) ?? `${column} is no ${kind}.`,
    choices: [{value: 'again', name: 'Choose another kind'}],
  }),
  take: state => ({...state, queue: [kindQuestion(column)]}),
})

function withColumn(state: State, column: string, kind: string | undefined): State {
  const columns = {...state.said.columns, [column]: kind}
  return {...state, queue: [], said: {...state.said, columns}}
}
