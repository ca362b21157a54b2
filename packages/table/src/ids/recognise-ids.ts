// Columns whose cells name rows rather than measure them: counted numbers, UUIDs, numbered codes.
import type {IdSchema} from '@inferloop/contract'
import type {Census} from '../census.ts'
import {namesDate, namesId, namesTimePart} from '../column-name.ts'
import {count} from '../counts-said.ts'
import type {Texts} from '../numbers/read-numbers.ts'

export type IdFinding = Omit<IdSchema, 'name' | 'missing' | 'physical'>

/** Distinct numbers a column needs before it is an id without `id` in its name. */
const LEAST_UNNAMED = 10
const LEAST_MAYBE = 20
/** Share of distinct cells that passes for unique where the name says id: files have double rows. */
const NEARLY_UNIQUE = 0.98
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const NUMBERED = /^([^\d]*?)(\d{1,15})([^\d]*)$/

/**
 * A column of whole numbers that are (nearly) all different and are named like an id, or count evenly from row to row.
 * Years and days are not ids. The ids go on where the real ones end. `asked`: somebody says that it is one.
 */
export function numberId(
  census: Census,
  values: Float64Array,
  cells: number,
  asked = false,
): IdFinding | undefined {
  let distinct = 0
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (Number.isNaN(value) || census.counts[i] === 0) continue
    if (!Number.isSafeInteger(value)) return undefined
    distinct++
    min = Math.min(min, value)
    max = Math.max(max, value)
  }
  const named = asked ? 'sure' : namesId(census.name)
  const unique = distinct === cells
  if (!unique && (named !== 'sure' || distinct < cells * NEARLY_UNIQUE || cells < LEAST_MAYBE))
    return undefined
  const step = evenStep(census, values)
  const said = `${count(cells)} different whole numbers from ${min} to ${max}`
  const sequence = {
    kind: 'id',
    style: 'sequence',
    unique: true,
    start: max + Math.abs(step ?? 1),
    step: Math.abs(step ?? 1),
  } as const
  if (named === 'sure' && min >= 0) {
    const like = asked ? '' : ' in a column named like an id'
    const evidence = unique
      ? `${said}${like}`
      : `${count(distinct)} of ${count(cells)} cells are different whole numbers${like === '' ? '' : `,${like}`}`
    return {...sequence, evidence}
  }
  if (
    named === 'maybe' &&
    unique &&
    min >= 0 &&
    cells >= LEAST_MAYBE &&
    (step !== undefined || max - min < cells * 20)
  ) {
    return {...sequence, evidence: `${said} in a column named like a number of rows`}
  }
  const years = (min >= 1800 && max <= 2100) || namesTimePart(census.name) || namesDate(census.name)
  if (step !== undefined && Math.abs(step) === 1 && cells >= LEAST_UNNAMED && !years) {
    return {...sequence, evidence: `${said}, each row one ${step > 0 ? 'more' : 'less'} than the row before`}
  }
  return undefined
}

/** The difference from row to row, when it is always the same. */
function evenStep(census: Census, values: Float64Array): number | undefined {
  let before = Number.NaN
  let step: number | undefined
  for (let row = 0; row < census.rows; row++) {
    const value = values[census.codes[row]!]!
    if (Number.isNaN(value)) return undefined
    if (!Number.isNaN(before)) {
      step ??= value - before
      if (value - before !== step || step === 0) return undefined
    }
    before = value
  }
  return step
}

/** A column of UUIDs, whatever their version. */
export function uuidId(texts: Texts, cells: number): IdFinding | undefined {
  let upper = true
  for (const index of texts.indices) {
    const text = texts.text(index)
    if (!UUID.test(text)) return undefined
    upper &&= !/[a-f]/.test(text)
  }
  const distinct = texts.indices.length
  return {
    kind: 'id',
    style: 'uuid',
    unique: distinct === cells,
    ...(upper ? {upper} : {}),
    ...(distinct === cells ? {} : {pool: distinct}),
    evidence: `${count(cells)} of ${count(cells)} cells are UUIDs, ${count(distinct)} distinct`,
  }
}

/** Numbers between the first and the last for each one held, above which codes are not counted but drawn: zip codes. */
const SPARSE = 20

/** All different, and all the same but for a number: `AB-00123`, `00017`. The numbers go on where they end. */
export function numberedId(texts: Texts, cells: number): IdFinding | undefined {
  if (texts.indices.length !== cells || cells < 2) return undefined
  const first = NUMBERED.exec(texts.text(texts.indices[0]!))
  if (first === null) return undefined
  const [, prefix = '', , suffix = ''] = first
  let min = Number.POSITIVE_INFINITY
  let max = 0
  let shortest = Number.POSITIVE_INFINITY
  let longest = 0
  for (const index of texts.indices) {
    const parts = NUMBERED.exec(texts.text(index))
    if (parts === null || parts[1] !== prefix || parts[3] !== suffix) return undefined
    const digits = parts[2]!
    min = Math.min(min, Number(digits))
    max = Math.max(max, Number(digits))
    shortest = Math.min(shortest, digits.length)
    longest = Math.max(longest, digits.length)
  }
  if (max - min >= cells * SPARSE) return undefined
  // A code of fixed width that would soon overflow it is drawn from its pattern instead.
  if (shortest === longest && max + cells >= 10 ** longest) return undefined
  return {
    kind: 'id',
    style: 'sequence',
    unique: true,
    start: max + 1,
    step: 1,
    ...(shortest === longest || shortest > 1 ? {width: shortest} : {}),
    ...(prefix === '' ? {} : {prefix}),
    ...(suffix === '' ? {} : {suffix}),
    evidence: `${count(cells)} different codes that count up to ${JSON.stringify(prefix + String(max).padStart(shortest, '0') + suffix)}`,
  }
}
