// Values for a template's variables held against what it declares; texts of a command line become numbers where numbers are wanted.
import {type FieldSpec, inputFaults, nearest, type Path} from '@inferloop/contract'
import {findPath} from '../find-path.ts'
import type {TemplateFault} from './allowed.ts'
import type {Declared, Variable} from './variables.ts'

export interface CheckedValues {
  /** Every variable; null where it is optional and missing. */
  readonly values: Readonly<Record<string, unknown>>
  readonly faults: readonly (TemplateFault & {readonly path: Path})[]
}

const SECRET_NAME = /^[A-Za-z][\w.-]{0,127}$/

export function checkValues(
  declared: Declared,
  given: Readonly<Record<string, unknown>>,
  file: string,
): CheckedValues {
  const names = Object.keys(declared)
  const strangers = Object.keys(given)
    .filter(name => !names.includes(name))
    .map(name => {
      const near = nearest(name, names)
      const hint = near === undefined ? `there are ${names.join(', ') || 'none'}` : `the nearest is ${near}`
      const what = `is no variable of this template; ${hint}`
      return {
        path: ['variables', name],
        what,
        file,
        line: 1,
        column: 1,
        ...(near && {instead: `--set ${near}=…`}),
      }
    })
  const checked = names.map(name => {
    const variable = declared[name]!
    const value = Object.hasOwn(given, name) ? fitted(given[name], variable) : variable.default
    return {name, variable, value, whats: whatsWrong(name, variable, value)}
  })
  const faults = checked.flatMap(({name, variable: {place}, whats}) =>
    whats.map(([path, what]) => ({
      path: ['variables', ...path],
      what,
      file,
      ...place,
      instead: `--set ${name}=…`,
    })),
  )
  const values = checked.map(({name, variable, value}): [string, unknown] => [
    name,
    variable.secret === true && typeof value === 'string'
      ? {written: `\${secret:${value}}`}
      : (value ?? null),
  ])
  return {values: Object.fromEntries(values), faults: [...strangers, ...faults]}
}

function whatsWrong(name: string, variable: Variable, value: unknown): [path: Path, what: string][] {
  if (value === undefined || value === null)
    return variable.optional === true ? [] : [[[name], `is missing (${variable.description})`]]
  if (variable.secret === true)
    return typeof value === 'string' && SECRET_NAME.test(value)
      ? []
      : [[[name], 'should be the name of a secret, never the secret itself']]
  if (JSON.stringify(value).includes('${'))
    return [[[name], 'should be a value: references stand in the template where they are used']]
  return inputFaults({[name]: specOf(variable)}, {[name]: value}).map(({path, message}) => [
    findPath(path, {[name]: value}),
    message,
  ])
}

function specOf({
  type,
  description,
  choices,
  min,
  max,
  pattern,
  format,
  unit,
  of = 'string',
}: Variable): FieldSpec {
  const ofText = {
    ...(choices !== undefined && {choices}),
    ...(pattern !== undefined && {pattern}),
    ...(format !== undefined && {format}),
  }
  const isMany = type === 'list' || type === 'map'
  return {
    type,
    summary: description,
    ...(min !== undefined && {min}),
    ...(max !== undefined && {max}),
    ...(unit !== undefined && {unit}),
    ...(isMany ? {of: {type: of, summary: 'value', ...ofText}} : ofText),
  }
}

/** `"3"` as 3, `"true"` as true, `"a,b"` and `'["a", "b"]'` as lists, JSON as maps. Others stay, and are faults. */
function fitted(value: unknown, {type, of}: Variable): unknown {
  if (typeof value !== 'string' || type === 'string') return value
  if (type === 'list' && !value.trim().startsWith('['))
    return value === '' ? [] : value.split(',').map(item => scalar(item.trim(), of))
  if (type === 'list' || type === 'map') return read(value)
  return scalar(value, type)
}

function scalar(text: string, type: Variable['type'] | undefined): unknown {
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
  if (type !== 'integer' && type !== 'number') return text
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : text
}

function read(text: string): unknown {
  try {
    return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value))
  } catch {
    return text
  }
}
