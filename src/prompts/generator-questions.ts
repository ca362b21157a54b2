// Which generator, and the options of its own that are to differ from their defaults.
import {optionFault, type OptionSpec, type OptionValue} from '@inferloop/contract'
import type {Answers} from './answers.ts'
import type {Facts, Question} from './question.ts'
import {isReference, withPresent} from './with-present.ts'

export const generatorQuestion: Question = {
  name: 'generator',
  suits: (_, facts) => !judgesOnly(facts),
  asked: ({generator = 'trees'}, {generators}) => ({
    type: 'select',
    message: 'Which generator learns the table?',
    choices: withPresent(
      generators.map(({name, summary}) => ({value: name, name, description: summary})),
      generator,
    ),
    default: generator,
  }),
  take: (state, generator: string, {base}) => {
    const isSame = generator === (base.generate?.generator ?? 'trees')
    const said = isSame && state.said.generator === undefined ? state.said : {...state.said, generator}
    return {...state, done: [...state.done, 'generator'], said}
  },
}

export const optionsQuestion: Question = {
  name: 'options',
  suits: (answers, facts) => !judgesOnly(facts) && specsOf(answers, facts).length > 0,
  asked: (answers, facts) => ({
    type: 'checkbox',
    message: `Options of ${answers.generator ?? 'trees'} to set; none is fine`,
    choices: specsOf(answers, facts).map(({name, summary, default: value}) => ({
      value: name,
      name: `${name}  ${String(answers.options[name] ?? value)}`,
      description: summary,
    })),
    default: Object.keys(answers.options),
  }),
  take: (state, names: readonly string[], facts) => {
    const kept = Object.entries(state.said.options ?? {}).filter(([name]) => names.includes(name))
    return {
      ...state,
      done: [...state.done, 'options'],
      queue: names.flatMap(name => optionQuestion(name, facts)),
      said: {...state.said, options: Object.fromEntries(kept)},
    }
  },
}

/** Templates that only judge have nothing about what generates. */
export const judgesOnly = ({base, edits}: Facts): boolean => !edits && base.generate === undefined

const specsOf = ({generator = 'trees'}: Answers, {generators}: Facts): readonly OptionSpec[] =>
  generators.find(({name}) => name === generator)?.options ?? []

function optionQuestion(name: string, {generators}: Facts): Question[] {
  const spec = generators.flatMap(({options}) => options).find(one => one.name === name)
  if (spec === undefined) return []
  const {unit, min, max, choices = spec.type === 'boolean' ? ['true', 'false'] : undefined} = spec
  const range = min === undefined ? '' : `, ${min} to ${max ?? '…'}`
  return [
    {
      name: 'option',
      asked: ({options}) => {
        const now = String(options[name] ?? spec.default)
        const message = `${name}: ${spec.summary}${unit === undefined ? '' : ` (${unit}${range})`}`
        if (choices !== undefined)
          return {
            type: 'select',
            message,
            choices: withPresent(
              choices.map(value => ({value, name: value})),
              now,
            ),
            default: now,
          }
        return {type: 'input', message, default: now, validate: text => faultOf(spec, text) ?? true}
      },
      take: (state, text: string) => ({
        ...state,
        queue: state.queue.slice(1),
        said: {...state.said, options: {...state.said.options, [name]: valueOf(spec, text)}},
      }),
    },
  ]
}

const valueOf = ({type}: OptionSpec, text: string): OptionValue => {
  if (isReference(text)) return text
  if (type === 'boolean') return text === 'true'
  return type === 'choice' || Number.isNaN(Number(text)) ? text : Number(text)
}

/** A length of time may have its unit, as 5m, and any value may come from the environment. */
function faultOf(spec: OptionSpec, text: string): string | undefined {
  if (isReference(text)) return undefined
  if (spec.unit === 'seconds' && /^\d+(\.\d+)?\s*(s|m|min|h|d)$/i.test(text.trim())) return undefined
  return optionFault(spec, text.trim() === '' ? text : valueOf(spec, text))
}
