// The one schema: types, checks and the published JSON Schema come from it.
import {z} from 'zod'
import type {Key} from './facts.ts'
import {generateKeys, SECTIONS, validateKeys} from './sections.ts'

/** The shape of files that this infer reads. */
export const VERSION = 1

type Shape<K> = {[N in keyof K]: z.ZodOptional<K[N] extends Key<infer S> ? S : never>}

function section<K extends Record<string, Key>>(keys: K, says: string) {
  const shape = Object.fromEntries(Object.entries(keys).map(([name, {schema}]) => [name, schema.optional()]))
  return z
    .strictObject(shape as Shape<K>, {error: 'must be a map of keys'})
    .nullable()
    .meta({description: says})
}

/** Sections stand at the top, for all jobs, and in each job, for that one. */
const sections = {
  data: generateKeys.data.schema
    .meta({description: 'the real table: what generate learns from and validate judges by'})
    .optional(),
  generate: section(generateKeys, 'infer generate, flag by flag').optional(),
  validate: section(validateKeys, 'infer validate, flag by flag').optional(),
}

const NAME_OF_JOB = 'must be letters, digits, dots, hyphens and underscores'

const job = z
  .strictObject(sections, {error: 'must be a map of data, generate and validate'})
  .nullable()
  .meta({description: 'a job: what it does not say it has from the top'})

export const schema = z
  .strictObject(
    {
      $schema: z.string({error: 'must be the address of a JSON Schema'}).optional(),
      version: z
        .literal(VERSION, {error: `must be ${VERSION}`})
        .meta({description: 'the shape of this file'}),
      ...sections,
      jobs: z
        .record(z.string().regex(/^[A-Za-z0-9][\w.-]{0,99}$/, NAME_OF_JOB), job, {
          error: 'must be a map from names to jobs',
        })
        .nullable()
        .meta({description: 'work that has a name: infer generate --job NAME'})
        .optional(),
    },
    {error: 'must be a map with version, generate, validate and jobs'},
  )
  .meta({title: 'infer', description: 'Configuration of infer'})

/** What a configuration file may say. */
export type Config = z.input<typeof schema>

/** Names of keys that a map at `path` may have; undefined where they are the user's own. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] | undefined {
  const inside = path[0] === 'jobs' ? path.slice(2) : path
  const [name] = inside
  if (path.length === 0) return Object.keys(schema.shape)
  if (inside.length === 0) return path.length === 2 ? Object.keys(sections) : undefined
  return inside.length === 1 && typeof name === 'string' && Object.hasOwn(SECTIONS, name)
    ? Object.keys(SECTIONS[name as keyof typeof SECTIONS])
    : undefined
}
