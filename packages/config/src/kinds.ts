// The kinds of values that keys have; each says in the words of an error what it wants.
import {z} from 'zod'
import type {Facts, Key} from './facts.ts'

type Unset = Facts['unset']

/** Length of texts: no key needs more, and nobody reads more in an error. */
const LONGEST = 4096

const must = (wants: string): string => `must be ${wants}`

function key<S extends z.ZodType>(schema: S, says: string, unset: Unset, more: Partial<Facts> = {}): Key<S> {
  const isValue =
    schema instanceof z.ZodString || more.shape !== undefined ? false : schema.safeParse(unset).success
  const described = schema.meta({description: says, ...(isValue ? {default: unset} : {})})
  return {schema: described, facts: {says, shape: 'one', isFile: false, unset, ...more}}
}

const texts = (wants: string) =>
  z
    .string({error: must(wants)})
    .min(1, must(wants))
    .max(LONGEST, must(wants))

export const text = (says: string, wants: string, unset: Unset) => key(texts(wants), says, unset)

export const file = (says: string, unset: Unset) =>
  key(texts('the name of a file').refine(isWhole, NO_HOME), says, unset, {isFile: true})

export const files = (says: string, unset: Unset) =>
  key(manyOf('the name of a file, or a list of names').refine(areWhole, NO_HOME), says, unset, {
    isFile: true,
    shape: 'list',
  })

const NO_HOME = must('a name without ~, which only a shell expands (${HOME} is the same)')

const isWhole = (name: string): boolean => !/^~([\\/]|$)/.test(name)

const areWhole = (names: string | readonly string[]): boolean => [names].flat().every(isWhole)

export const columns = (says: string) =>
  key(
    manyOf('the name of a column, or a list of names, in quotes where they look like numbers'),
    says,
    'none',
    {
      shape: 'list',
    },
  )

function manyOf(wants: string) {
  return z.union([texts(wants), z.array(texts(wants)).min(1, must(wants))], {error: must(wants)})
}

export const truth = (says: string, unset: boolean) =>
  key(z.boolean({error: must('true or false')}), says, unset)

export const choice = <V extends string>(says: string, values: readonly V[], unset: Unset) =>
  key(z.enum(values as [V, ...V[]], {error: must(`one of ${values.join(', ')}`)}), says, unset)

/** A whole number from `min` on; `max` is inclusive. */
export function whole(says: string, min: number, unset: Unset, max = Number.MAX_SAFE_INTEGER) {
  const open = max === Number.MAX_SAFE_INTEGER
  const range = open ? `from ${min} on` : `from ${min} to ${max}`
  const wants = must(min === 1 && open ? 'a positive whole number' : `a whole number ${range}`)
  return key(z.int({error: wants}).min(min, wants).max(max, wants), says, unset)
}

export function between(says: string, min: number, max: number, unset: Unset) {
  const wants = must(`a number from ${min} to ${max}`)
  return key(z.number({error: wants}).min(min, wants).max(max, wants), says, unset)
}

/** A number in the unit the flag has, or a text with its own unit. */
export function measure(says: string, wants: string, pattern: RegExp, unset: Unset) {
  const error = must(wants)
  return key(z.union([z.number().positive(), z.string().regex(pattern)], {error}), says, unset)
}

const NAMED = 'must be a name'

/** Names of the user's own with a value for each. */
export function map<V extends z.ZodType>(says: string, wants: string, value: V) {
  const schema = z
    .record(z.string().min(1, NAMED).max(LONGEST, NAMED), value, {error: must(wants)})
    .nullable()
  return key(schema, says, 'none', {shape: 'map'})
}

/** What columns are, in the words of `--type`. */
export const kindOfColumn = z
  .string({error: must('what a column is, such as numeric or datetime:%d.%m.%Y')})
  .regex(
    /^(numeric|categorical|id|text|(datetime|list|ordinal)(:[^\n]+)?)$/,
    must('numeric, datetime, categorical, ordinal, id, text or list; datetime:%d.%m.%Y names the format'),
  )

export const optionValue = z.union([z.number(), z.boolean(), z.string().max(LONGEST)], {
  error: must('a number, a text, true or false'),
})
