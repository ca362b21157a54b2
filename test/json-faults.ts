// What --json prints, held against its schema: nothing is missing, and nothing is there that the schema does not name.
import {expect} from 'chai'
import ajvModule from 'ajv'
import {read} from './guards/sources.ts'
import type {Folder} from './spawn-infer.ts'

const Ajv = ajvModule.default
export type Schema = Readonly<Record<string, unknown>>

/** The schema as it is published lets new fields in; here they are strangers. */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict)
  if (typeof schema !== 'object' || schema === null) return schema
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)]))
  return 'properties' in inner && !('additionalProperties' in inner)
    ? {...inner, additionalProperties: false}
    : inner
}

export const schemaOf = (name: string): Schema => JSON.parse(read(`schemas/${name}.v1.json`)) as Schema

/** Where a value differs from a schema. */
export function schemaFaults(schema: Schema, value: unknown): string[] {
  const ajv = new Ajv({allErrors: true, allowUnionTypes: true})
  const valid = ajv.compile(strict(schema) as Schema)
  valid(value)
  return (valid.errors ?? []).map(({instancePath, message, params}) =>
    [instancePath, message, JSON.stringify(params)].join(' '),
  )
}

/** Runs a command with --json, which prints its object and nothing else. */
export async function jsonFaults(
  folder: Folder,
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string[]> {
  const {stdout, stderr} = await folder.infer([...args, '--json'], {env})
  // oclif's plugin manager says on standard error what it does.
  if (!name.startsWith('plugins-')) expect(stderr).to.equal('')
  const printed = JSON.parse(stdout.toString()) as {$schema?: string}
  const schema = schemaOf(name)
  expect(printed.$schema).to.equal(schema['$id'])
  return schemaFaults(schema, printed)
}
