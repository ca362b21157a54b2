// Checks of what a schema says of columns that follow from others: every formula must find the columns it names.
import {type ColumnSchema, DATE_PARTS, type Derivation, type Formula} from '@inferloop/contract'
import {
  asObject,
  type Check,
  either,
  fault,
  finite,
  list,
  object,
  oneOf,
  own,
  positive,
  text,
  truth,
  whole,
} from './check.ts'

const nothing: Check = (value, path) => {
  if (value !== null) throw fault(path, 'null', value)
}

const pair: Check = (value, path) => {
  list(text)(value, path)
  if ((value as unknown[]).length !== 2) throw fault(path, 'a list of two names', value)
}

const FORMULAS: Readonly<Record<Formula['type'], Check>> = {
  copy: object({of: text}),
  sum: object({terms: list(object({of: text, times: finite})), plus: finite}),
  product: object({of: pair, times: finite}),
  division: object({of: text, by: positive, take: oneOf('quotient', 'remainder')}),
  span: object({from: text, to: text, unit: positive, rounding: oneOf('nearest', 'down')}),
  clock: object({start: text, delay: text, unit: positive, hhmm: truth, midnight: oneOf(0, 2400)}),
  part: object({of: text, part: oneOf(...DATE_PARTS), plus: finite}, {labels: list(whole())}),
  steps: object({of: text, cuts: list(finite), values: list(whole())}),
  lookup: object({of: text, values: list(either(finite, nothing))}),
}

const LEARNT: Readonly<Record<Derivation['learnt'], true>> = {
  nothing: true,
  presence: true,
  exceptions: true,
  hint: true,
}

export const derivation: Check = (value, path) => {
  object({formula: object({type: oneOf(...Object.keys(FORMULAS))}), learnt: oneOf(...Object.keys(LEARNT))})(
    value,
    path,
  )
  const formula = asObject(own(value as object, 'formula'), `${path}/formula`)
  FORMULAS[formula['type'] as Formula['type']](formula, `${path}/formula`)
}

type Sort = 'numbers' | 'instants' | 'labels' | 'none'

/** `columns` have passed their own checks. */
export function checkDerivations(columns: readonly ColumnSchema[], path: string): void {
  const byName = new Map(columns.map(column => [column.name, column]))
  for (const [i, column] of columns.entries()) {
    if (column.derived === undefined) continue
    const where = `${path}/${i}/derived`
    for (const {name, sorts} of sourcesOf(column, column.derived.formula)) {
      const source = byName.get(name)
      if (source === undefined || source === column || source.derived !== undefined)
        throw fault(`${where}/formula`, 'of columns that follow from no others', name)
      if (!sorts.includes(sortOf(source))) throw fault(`${where}/formula`, `of ${sorts.join(' or ')}`, name)
    }
    checkResult(column, column.derived, byName, where)
  }
}

const sortOf = ({kind}: ColumnSchema): Sort => {
  if (kind === 'numeric') return 'numbers'
  if (kind === 'datetime') return 'instants'
  return kind === 'categorical' || kind === 'boolean' ? 'labels' : 'none'
}

interface Source {
  readonly name: string
  readonly sorts: readonly Sort[]
}

const MEASURES: readonly Sort[] = ['numbers', 'instants']

function sourcesOf(column: ColumnSchema, formula: Formula): Source[] {
  switch (formula.type) {
    case 'copy':
      return [{name: formula.of, sorts: [sortOf(column)]}]
    case 'sum':
      return formula.terms.map(({of}) => ({name: of, sorts: MEASURES}))
    case 'product':
      return formula.of.map(name => ({name, sorts: ['numbers']}))
    case 'division':
    case 'steps':
      return [{name: formula.of, sorts: MEASURES}]
    case 'span':
      return [formula.from, formula.to].map(name => ({name, sorts: ['instants']}))
    case 'clock':
      return [
        {name: formula.start, sorts: MEASURES},
        {name: formula.delay, sorts: ['numbers']},
      ]
    case 'part':
      return [{name: formula.of, sorts: ['instants']}]
    case 'lookup':
      return [{name: formula.of, sorts: ['labels']}]
  }
}

/** What a formula gives: codes of labels there are where the column holds labels, numbers elsewhere. */
function checkResult(
  column: ColumnSchema,
  {formula, learnt}: Derivation,
  byName: ReadonlyMap<string, ColumnSchema>,
  path: string,
): void {
  if (learnt === 'presence' && column.missing.length === 0)
    throw fault(`${path}/learnt`, 'nothing, exceptions or hint', learnt)
  const at = `${path}/formula`
  if (formula.type === 'copy') {
    if (formOf(column) !== formOf(byName.get(formula.of)!))
      throw fault(`${at}/of`, 'of the same kind and form', formula.of)
    return
  }
  if (formula.type === 'steps') checkSteps(formula, at)
  if (formula.type === 'lookup') checkLookup(formula, byName.get(formula.of)!, at)
  const sort = sortOf(column)
  const labels = labelsOf(formula)
  const gives =
    labels === undefined ? MEASURES : formula.type === 'lookup' ? [...MEASURES, 'labels'] : ['labels']
  if (!gives.includes(sort)) throw fault(`${at}/type`, `one that gives ${sort}`, formula.type)
  if (!('categories' in column)) return
  const limit = column.categories.length + column.missing.length
  for (const code of labels ?? [])
    if (!(code !== null && Number.isInteger(code) && code >= 0 && code < limit))
      throw fault(at, `of codes from 0 to ${limit - 1}`, code)
}

function labelsOf(formula: Formula): readonly (number | null)[] | undefined {
  if (formula.type === 'part') return formula.labels
  return formula.type === 'steps' || formula.type === 'lookup' ? formula.values : undefined
}

function checkLookup({values}: Extract<Formula, {type: 'lookup'}>, source: ColumnSchema, path: string): void {
  const codes = ('categories' in source ? source.categories.length : 0) + source.missing.length
  if (values.length !== codes) throw fault(`${path}/values`, `a list of ${codes}`, values)
}

function checkSteps({cuts, values}: Extract<Formula, {type: 'steps'}>, path: string): void {
  if (values.length !== cuts.length + 1) throw fault(`${path}/values`, `a list of ${cuts.length + 1}`, values)
  for (let i = 1; i < cuts.length; i++)
    if (!(cuts[i]! > cuts[i - 1]!)) throw fault(`${path}/cuts/${i}`, `above ${cuts[i - 1]}`, cuts[i])
}

/** All of a column but its name and what is said of it. */
const formOf = (column: ColumnSchema): string =>
  JSON.stringify({...column, name: undefined, evidence: undefined, derived: undefined})
