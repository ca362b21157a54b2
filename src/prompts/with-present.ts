// Choices with the value that stands there already, which Enter is to keep: a reference to the environment, a generator not installed here.
import type {Choice} from './question.ts'

export const isReference = (value: unknown): boolean => typeof value === 'string' && value.includes('${')

export const withPresent = (choices: readonly Choice[], now: string): readonly Choice[] =>
  choices.some(({value}) => value === now)
    ? choices
    : [...choices, {value: now, name: now, description: 'as it stands there'}]
