// Checks of the table schema inside a manifest, kind by kind. The compiler holds every list of keys and words here
// against the contract's types: a kind, field or word more or less there does not compile here.
import type {
  CategoricalSchema,
  ColumnSchema,
  ConstantSchema,
  DatetimeSchema,
  EmptySchema,
  ExponentFormat,
  IdPattern,
  IdSchema,
  ListSchema,
  NumberFormat,
  NumericSchema,
  PatternPart,
  Position,
  TableSchema,
  TextSchema,
} from '@inferloop/contract'
import {
  anything,
  asObject,
  type Check,
  fault,
  finite,
  list,
  number,
  object,
  oneOf,
  own,
  positive,
  text,
  truth,
  whole,
} from './check.ts'
import {checkDerivations, derivation} from './check-derivation.ts'

type OptionalKeys<T> = {[K in keyof T]-?: T extends Required<Pick<T, K>> ? never : K}[keyof T]
type RequiredChecks<T> = Readonly<Record<Exclude<keyof T, OptionalKeys<T>>, Check>>
type OptionalChecks<T> = Readonly<Record<OptionalKeys<T>, Check>>

function fields<T>(required: RequiredChecks<T>, optional: OptionalChecks<T>): Check {
  return object(required, optional)
}

/** One of the words of a union, all of which must be listed. */
function wordOf<T extends string>(words: Readonly<Record<T, true>>): Check {
  return oneOf(...Object.keys(words))
}

const described = {
  // The kind chose the check.
  kind: text,
  name: text,
  evidence: text,
  missing: list(text),
  physical: wordOf<ColumnSchema['physical']>({
    text: true,
    integer: true,
    float: true,
    boolean: true,
    date: true,
    ms: true,
    us: true,
    ns: true,
  }),
}

const grid = {step: positive, offset: finite, min: finite, max: finite}

const exponentFormat = fields<ExponentFormat>(
  {
    when: wordOf<ExponentFormat['when']>({always: true, extreme: true, shorter: true}),
    mark: wordOf<ExponentFormat['mark']>({e: true, E: true}),
    width: whole(0, 400),
    plus: truth,
  },
  {},
)

const durationStyle = wordOf<NonNullable<NumberFormat['duration']>>({
  'H:mm:ss': true,
  'HH:mm:ss': true,
  'D days HH:mm:ss': true,
  'm:ss': true,
  'mm:ss': true,
  'ISO 8601': true,
  'ISO 8601 hours': true,
  '1h 5m': true,
  '1h5m': true,
})

const numberFormat = fields<NumberFormat>(
  {
    decimalMark: wordOf<NumberFormat['decimalMark']>({'.': true, ',': true}),
    thousands: wordOf<NumberFormat['thousands']>({
      '': true,
      ',': true,
      '.': true,
      ' ': true,
      "'": true,
      '\u00a0': true,
      '\u202f': true,
    }),
    prefix: text,
    suffix: text,
    fixedDecimals: truth,
    minIntegerDigits: whole(0, 400),
    brackets: truth,
    floatIntegers: truth,
  },
  {
    signAfterPrefix: truth,
    plus: truth,
    significant: whole(1, 100),
    exponent: exponentFormat,
    duration: durationStyle,
  },
)

const patternPart = fields<PatternPart>(
  {
    type: wordOf<PatternPart['type']>({
      literal: true,
      digits: true,
      lower: true,
      upper: true,
      hex: true,
      alphanumeric: true,
      characters: true,
      choice: true,
      number: true,
    }),
  },
  {
    text,
    min: whole(0, 100_000),
    max: whole(0, 100_000),
    nonzero: truth,
    alphabet: text,
    choices: list(text),
    low: whole(),
    high: whole(),
  },
)

/** What each type of part cannot do without. */
function checkPart({type, alphabet, choices, low, high, min, max}: PatternPart, path: string): void {
  if ((min ?? 1) > (max ?? Math.max(1, min ?? 1))) throw fault(`${path}/min`, 'at most max', min)

  if (type === 'characters' && (alphabet ?? '') === '') throw fault(`${path}/alphabet`, 'a text', alphabet)
  if (type === 'choice' && (choices ?? []).length === 0) throw fault(`${path}/choices`, 'a list', choices)
  if (type === 'number' && !(low !== undefined && high !== undefined && low <= high))
    throw fault(`${path}/low`, 'at most high', low)
}

const pair: Check = (value, path) => {
  list(finite)(value, path)
  if ((value as unknown[]).length !== 2) throw fault(path, 'two numbers', value)
}

/** One at least. */
const pairs: Check = (value, path) => {
  list(pair)(value, path)
  if ((value as unknown[]).length === 0) throw fault(path, 'pairs of numbers', value)
}

const position = fields<Position>(
  {
    axis: wordOf<Position['axis']>({latitude: true, longitude: true}),
    partner: text,
    together: truth,
  },
  {places: list(pair), only: truth},
)

const idPattern = fields<IdPattern>({parts: list(patternPart), share: number}, {})

const optional = {derived: derivation}

const labels = fields<CategoricalSchema>(
  {...described, categories: list(text)},
  {...optional, order: list(whole())},
)

const KINDS: Readonly<Record<ColumnSchema['kind'], Check>> = {
  numeric: fields<NumericSchema>(
    {...described, ...grid, decimals: whole(0, 100), format: numberFormat},
    {...optional, single: truth, position},
  ),
  datetime: fields<DatetimeSchema>(
    {...described, ...grid, format: text},
    {
      ...optional,
      alsoReads: list(text),
      alsoShares: list(number),
      zoneMinutes: number,
      offsets: pairs,
      offsetChanges: pairs,
      snap: wordOf<NonNullable<DatetimeSchema['snap']>>({month: true, 'month-end': true}),
    },
  ),
  categorical: labels,
  boolean: labels,
  id: fields<IdSchema>(
    {
      ...described,
      style: wordOf<IdSchema['style']>({sequence: true, uuid: true, pattern: true}),
      unique: truth,
    },
    {
      ...optional,
      start: whole(-Number.MAX_SAFE_INTEGER),
      step: whole(-Number.MAX_SAFE_INTEGER),
      width: whole(0, 400),
      prefix: text,
      suffix: text,
      patterns: list(idPattern),
      upper: truth,
      pool: whole(1, 2 ** 32),
      repeats: number,
    },
  ),
  text: fields<TextSchema>({...described, model: anything}, optional),
  list: fields<ListSchema>({...described, model: anything}, optional),
  constant: fields<ConstantSchema>({...described, value: text}, optional),
  empty: fields<EmptySchema>(described, optional),
}

/** Each of 0 to n - 1 once. */
const isPlaces = (places: readonly number[], n: number): boolean =>
  places.length === n && new Set(places).size === n && places.every(place => place < n)

const column: Check = (value, path) => {
  const kind = own(asObject(value, path), 'kind')
  oneOf(...Object.keys(KINDS))(kind, `${path}/kind`)
  KINDS[kind as ColumnSchema['kind']](value, path)
  const {min, max, style, patterns, order, categories} = value as Record<string, unknown>
  if (typeof min === 'number' && min > (max as number)) throw fault(`${path}/min`, 'at most max', min)
  for (const [i, {parts}] of ((patterns ?? []) as IdPattern[]).entries())
    for (const [j, part] of parts.entries()) checkPart(part, `${path}/patterns/${i}/parts/${j}`)
  if (order !== undefined && !isPlaces(order as number[], (categories as string[]).length))
    throw fault(`${path}/order`, 'the place of each category', order)
  if (style === 'pattern' && (patterns === undefined || (patterns as unknown[]).length === 0))
    throw fault(`${path}/patterns`, 'a list of patterns', patterns)
}

export const tableSchema: Check = (value, path) => {
  object({columns: list(column)})(value, path)
  const names = new Set<string>()
  for (const [i, {name}] of (value as TableSchema).columns.entries()) {
    if (names.has(name)) throw fault(`${path}/columns/${i}/name`, 'a name of its own', name)
    names.add(name)
  }
  checkDerivations((value as TableSchema).columns, `${path}/columns`)
  checkPositions(value as TableSchema, `${path}/columns`)
}

/** Either half of a point names the other. */
function checkPositions({columns}: TableSchema, path: string): void {
  const byName = new Map(columns.map(one => [one.name, one]))
  for (const [i, half] of columns.entries()) {
    if (half.kind !== 'numeric' || half.position === undefined) continue
    const {axis, partner, places = []} = half.position
    const other = byName.get(partner)
    const back = other?.kind === 'numeric' ? other.position : undefined
    if (back === undefined || back.partner !== half.name || back.axis === axis)
      throw fault(`${path}/${i}/position/partner`, 'the other half of the point', partner)
    if (half.position.together && (half.missing.length === 0) !== (other!.missing.length === 0))
      throw fault(
        `${path}/${i}/position/together`,
        'true only where both halves may be missing, or neither',
        true,
      )
    if (half.position.only === true && axis === 'latitude' && places.length === 0)
      throw fault(`${path}/${i}/position/places`, 'a list of places', places)
  }
}
