// JSON Schema of stack files, for completion and red lines in editors; made from the table of kinds.
import {type Fields, jsonSchemaOf, RESOURCE_KINDS} from '@inferloop/contract'
import {SCHEMA_ADDRESS} from './schema-address.ts'
import {NATIVE, OPEN_SECTIONS, RESOURCE_KEYS, SECTIONS} from './sections.ts'

type Node = {readonly [key: string]: unknown}

const SLUG = '^[a-z](?:[a-z0-9_-]{0,61}[a-z0-9])?$'

const keys = withSecretTexts(jsonSchemaOf(RESOURCE_KEYS)['properties']) as Node

/** Draft 7, which editors know best. */
export function stackSchema(): Node {
  const {properties, ...top} = orNothing(jsonSchemaOf(SECTIONS))
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: SCHEMA_ADDRESS,
    title: 'Stack of infer deploy',
    ...top,
    properties: {
      ...(properties as Node),
      $schema: {type: 'string'},
      settings: {description: OPEN_SECTIONS['settings'], type: ['object', 'null']},
      variables: {description: OPEN_SECTIONS['variables'], type: ['object', 'null']},
      resources: {
        description: OPEN_SECTIONS['resources'],
        type: ['object', 'null'],
        propertyNames: {pattern: SLUG},
        additionalProperties: {$ref: '#/definitions/resource'},
      },
    },
    definitions: {resource: resource(), ...keys},
  }
}

function resource(): Node {
  const kinds = Object.entries(RESOURCE_KINDS)
  return {
    type: 'object',
    required: ['kind'],
    properties: {kind: {enum: kinds.map(([kind]) => kind), description: RESOURCE_KEYS['kind']!.summary}},
    allOf: kinds.map(([kind, {summary, fields}]) => ({
      if: {properties: {kind: {const: kind}}, required: ['kind']},
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      then: {description: summary, ...ofKind(fields)},
    })),
  }
}

function ofKind(fields: Fields): Node {
  const {properties, required = [], ...rest} = withSecretTexts(jsonSchemaOf(fields)) as Node
  return {
    ...rest,
    required: ['kind', ...(required as readonly string[])],
    properties: {
      ...Object.fromEntries(Object.keys(keys).map(key => [key, {$ref: `#/definitions/${key}`}])),
      ...(properties as Node),
      native: {description: NATIVE, type: 'object', additionalProperties: {type: 'object'}},
    },
  }
}

/** Sections may stand there without a value; what is required may not. */
function orNothing({properties, ...rest}: Node): Node {
  const required = rest['required'] as readonly string[]
  const loose = Object.entries(properties as Node).map(([name, node]) => {
    if (required.includes(name)) return [name, node]
    const {description, default: unset, ...shape} = node as Node
    return [name, {description, ...(unset !== undefined && {default: unset}), anyOf: [shape, {type: 'null'}]}]
  })
  return {...rest, properties: Object.fromEntries(loose) as Node}
}

const SECRET_TEXT = {type: 'string', pattern: '^\\$\\{secret:[A-Za-z][A-Za-z0-9_.-]*\\}$'}

/** What a provider is given as {$secret: NAME} is written as ${secret:NAME}. */
function withSecretTexts(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withSecretTexts)
  if (typeof node !== 'object' || node === null) return node
  const {description, ...rest} = node as Node
  const isSecret = (rest['required'] as readonly string[] | undefined)?.[0] === '$secret'
  if (isSecret) return {...(description !== undefined && {description}), anyOf: [rest, SECRET_TEXT]}
  return Object.fromEntries(
    Object.entries(node).map(([key, inner]) => [key, key === 'not' ? inner : withSecretTexts(inner)]),
  )
}
