// JSON Schema 2020-12 of a table of fields, for completion and red lines in editors. Says yes and no where check-inputs.ts does.
import type {Json} from '../generator.ts'
import type {Fields, FieldSpec} from './field.ts'
import {FORMATS} from './formats.ts'

type Schema = {readonly [key: string]: Json}

/** Has no `$schema`, so that it can stand inside another. */
export function jsonSchemaOf(fields: Fields): Schema {
  const required = Object.keys(fields).filter(
    name => fields[name]!.required === true && fields[name]!.default === undefined,
  )
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(fields).map(([name, spec]) => [name, {...described(spec), ...schemaOf(spec)}]),
    ),
    ...(required.length > 0 && {required}),
    additionalProperties: false,
  }
}

const LATER = {type: 'string', pattern: '\\$\\{[^}]+\\}'}
const SECRET = {
  type: 'object',
  properties: {$secret: {type: 'string', minLength: 1}},
  required: ['$secret'],
  additionalProperties: false,
}

const described = ({summary, unit, default: value}: FieldSpec): Schema => ({
  description: unit === undefined ? summary : `${summary} (${unit})`,
  ...(value !== undefined && {default: value}),
})

function schemaOf(spec: FieldSpec, inMap = false): Schema {
  if (spec.secret === true) return SECRET
  const own = ownSchema(spec)
  const mayBeSecret = inMap && spec.type === 'string' && spec.refersTo === undefined
  const isFreeText = spec.type === 'string' && Object.keys(own).length === 1
  if (isFreeText && !mayBeSecret) return own
  return {anyOf: [own, ...(isFreeText ? [] : [LATER]), ...(mayBeSecret ? [SECRET] : [])]}
}

function ownSchema(spec: FieldSpec): Schema {
  const {type, choices, pattern, format, min, max} = spec
  switch (type) {
    case 'object':
      return jsonSchemaOf(spec.fields ?? {})
    case 'map':
      return {type: 'object', additionalProperties: schemaOf(spec.of!, true), not: SECRET}
    case 'list':
      return {type: 'array', items: schemaOf(spec.of!), ...sized('minItems', 'maxItems', min, max)}
    case 'string':
      if (choices !== undefined) return {enum: [...choices]}
      return {
        type,
        ...sized('minLength', 'maxLength', spec.refersTo === undefined ? min : (min ?? 1), max),
        ...(pattern !== undefined && {pattern: `^(?:${pattern})$`}),
        ...(format !== undefined && {allOf: [{pattern: `^(?:${FORMATS[format].pattern})$`}]}),
      }
    default:
      return {type, ...sized('minimum', 'maximum', min, max)}
  }
}

const sized = (least: string, most: string, min?: number, max?: number): Schema => ({
  ...(min !== undefined && {[least]: min}),
  ...(max !== undefined && {[most]: max}),
})
