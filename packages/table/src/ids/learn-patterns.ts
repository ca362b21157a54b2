// The patterns of a column of codes: runs of digits and letters between fixed characters, with their shares.
import type {IdPattern, PatternPart} from '@inferloop/contract'
import type {Texts} from '../numbers/read-numbers.ts'
import {supportedRange} from '../privacy.ts'
import {commonBeginning, type MixedField, type MixedFields, mixedFields, skeletonOf} from './mixed-fields.ts'

/** Distinct texts the patterns are learnt from. */
const MOST_TEXTS = 20_000
const MOST_PATTERNS = 12
/** Share of the cells the patterns of exact lengths must explain; below it, runs of any length are put together. */
const EXACT_SHARE = 0.9

interface Run {
  readonly type: PatternPart['type']
  readonly text: string
  /** Of mixed letters and digits. */
  readonly alphabet?: string
}

interface Group {
  readonly examples: Run[][]
  /** Cells of each example. */
  readonly counts: number[]
  cells: number
}

/** Patterns held by at least `support` cells; a pattern of anything when there are none. `unique` ids need more texts than there are cells. */
export function learnPatterns(texts: Texts, support: number, unique: boolean): IdPattern[] {
  const every = Math.max(1, Math.ceil(texts.indices.length / MOST_TEXTS))
  const sample = Array.from(
    {length: Math.ceil(texts.indices.length / every)},
    (_, i) => texts.indices[i * every]!,
  )
  const mixed = mixedFields(texts, sample)
  const exact = new Map<string, Group>()
  const loose = new Map<string, Group>()
  let cells = 0
  for (const index of sample) {
    const runs = runsOf(texts.text(index), mixed)
    const count = texts.counts[index]!
    cells += count
    put(exact, runs.map(run => shapeOf(run) + run.text.length).join(''), runs, count)
    put(loose, runs.map(shapeOf).join(''), runs, count)
  }
  const patterns = frequent(exact, support)
  const explained = patterns.reduce((sum, group) => sum + group.cells, 0)
  const kept = explained >= cells * EXACT_SHARE ? patterns : frequent(loose, support)
  const total = kept.reduce((sum, group) => sum + group.cells, 0)
  if (total === 0) return [anything(texts)]
  return kept.map(group => ({parts: partsOf(group, support, unique), share: group.cells / total}))
}

function put(groups: Map<string, Group>, shape: string, runs: Run[], cells: number): void {
  const group = groups.get(shape)
  if (group === undefined) groups.set(shape, {examples: [runs], counts: [cells], cells})
  else {
    group.examples.push(runs)
    group.counts.push(cells)
    group.cells += cells
  }
}

const frequent = (groups: Map<string, Group>, support: number): Group[] =>
  [...groups.values()]
    .filter(group => group.cells >= support)
    .toSorted((a, b) => b.cells - a.cells)
    .slice(0, MOST_PATTERNS)

/** A run's class, or the character itself where it stands for itself. */
const shapeOf = (run: Run): string => (run.type === 'literal' ? run.text : `\n${run.type}`)

/** `PC 17599` → upper PC, literal blank, digits 17599. Long runs of a-f and digits are hexadecimal. */
export function runsOf(text: string, mixedBy: MixedFields = new Map()): Run[] {
  const fields = mixedBy.get(skeletonOf(text))
  if (fields !== undefined) return runsOfFields(text, fields)
  if (/^(?=.*\d)(?=.*[a-f])[0-9a-f]{12,}$/.test(text)) return [{type: 'hex', text}]
  const runs: Run[] = []
  for (const [part] of text.matchAll(/\d+|[a-z]+|[A-Z]+|[^\da-zA-Z]/gu)) {
    const first = part.charCodeAt(0)
    const type =
      first <= 57 && first >= 48
        ? 'digits'
        : /[a-z]/.test(part)
          ? 'lower'
          : /[A-Z]/.test(part)
            ? 'upper'
            : 'literal'
    runs.push({type, text: part})
  }
  // Letters and digits in turn, many times, are one run of both.
  const mixed = runs.length >= 6 && runs.every(run => run.type !== 'literal')
  return mixed ? [{type: 'alphanumeric', text}] : runs
}

/** Examples from which a beginning that all have is kept. */
const LEAST_BEGINNING = 10

function runsOfFields(text: string, fields: ReadonlyMap<number, MixedField>): Run[] {
  let at = 0
  return [...text.matchAll(/[\da-zA-Z]+|[^\da-zA-Z]/gu)].flatMap(([part]): Run[] => {
    if (!/[\da-zA-Z]/.test(part)) return [{type: 'literal', text: part}]
    const field = fields.get(at++)
    if (field === undefined) return runsOf(part)
    const {beginning, alphabet} = field
    const rest: Run = {type: 'characters', text: part.slice(beginning.length), alphabet}
    return beginning === '' ? [rest] : [{type: 'literal', text: beginning}, rest]
  })
}

/** Choices that are kept at most, and cells each must have for every one there is. */
const MOST_CHOICES = 20
const CELLS_A_CHOICE = 4
/** Digits of a number whose range is kept at most. */
const MOST_DIGITS = 9
/** Texts a pattern of unique ids has at least for each cell, so that they do not run out. */
const LEAST_TEXTS_A_CELL = 4

/**
 * A part or two a run. What all of at least `support` examples share, whole or at its beginning, is kept as it is; of numbers the range, and of runs with few
 * values these, as far as enough cells hold them and unique ids do not run out of texts.
 */
function partsOf(group: Group, support: number, unique: boolean): PatternPart[] {
  const narrow = group.examples[0]!.flatMap((_, at) => runParts(group, at, support, true))
  if (!unique || textsOf(narrow) >= LEAST_TEXTS_A_CELL * group.cells) return narrow
  return group.examples[0]!.flatMap((_, at) => runParts(group, at, support, false))
}

function runParts({examples, counts}: Group, at: number, support: number, narrow: boolean): PatternPart[] {
  const {type, alphabet} = examples[0]![at]!
  const runs = examples.map(example => example[at]!.text)
  if (type === 'literal') return [{type, text: runs[0]!}]
  if (examples.length >= Math.max(2, support) && runs.every(run => run === runs[0])) {
    return [{type: 'literal', text: runs[0]!}]
  }
  if (type === 'characters') return [{type, alphabet: alphabet!, min: runs[0]!.length, max: runs[0]!.length}]
  const kept = narrow
    ? (choiceOf(runs, counts, support) ?? (type === 'digits' ? numberOf(runs, counts, support) : undefined))
    : undefined
  if (kept !== undefined) return [kept]
  const beginning = examples.length >= Math.max(LEAST_BEGINNING, support) ? commonBeginning(runs) : ''
  const rest = runs.map(run => run.slice(beginning.length))
  let min = Number.POSITIVE_INFINITY
  let max = 0
  for (const {length} of rest) {
    min = Math.min(min, length)
    max = Math.max(max, length)
  }
  const nonzero = type === 'digits' && max > 1 && min > 0 && !rest.some(run => run.startsWith('0'))
  const free = {type, min, max, ...(nonzero ? {nonzero} : {})}
  return beginning === '' ? [free] : [{type: 'literal', text: beginning}, free]
}

/** The few values of a run, when enough cells hold each; more than one, for one alone is a literal. */
function choiceOf(
  runs: readonly string[],
  counts: readonly number[],
  support: number,
): PatternPart | undefined {
  const cells = new Map<string, number>()
  runs.forEach((run, i) => cells.set(run, (cells.get(run) ?? 0) + counts[i]!))
  if (cells.size > MOST_CHOICES) return undefined
  const least = Math.max(support, CELLS_A_CHOICE)
  const choices = [...cells].filter(([, count]) => count >= least).map(([run]) => run)
  return choices.length === cells.size ? {type: 'choice', choices: choices.sort()} : undefined
}

/** The range of a run of digits, with the outermost values left out that too few cells hold. */
function numberOf(
  runs: readonly string[],
  counts: readonly number[],
  support: number,
): PatternPart | undefined {
  const lengths = new Set(runs.map(run => run.length))
  const min = Math.min(...lengths)
  if (Math.max(...lengths) > MOST_DIGITS) return undefined
  // Zeros in front fill a number up to a width only where all have it.
  if (lengths.size > 1 && runs.some(run => run.length > 1 && run.startsWith('0'))) return undefined
  const {min: low, max: high} = supportedRange(
    Float64Array.from(runs, Number),
    Uint32Array.from(counts),
    support,
  )
  if (Number.isNaN(low)) return undefined
  const held = (end: number) => runs.reduce((sum, run, i) => sum + (Number(run) === end ? counts[i]! : 0), 0)
  // An end that few cells hold is one of theirs: a round number within the range stands for it.
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, high - low))) - 1)
  const from = held(low) >= support ? low : Math.ceil(low / step) * step
  const to = held(high) >= support ? high : Math.floor(high / step) * step
  return from > to ? undefined : {type: 'number', low: from, high: to, min: lengths.size > 1 ? 1 : min}
}

/** How many texts a pattern has, about. */
function textsOf(parts: readonly PatternPart[]): number {
  return parts.reduce((product, {type, choices, low, high, alphabet, max}) => {
    if (type === 'literal') return product
    if (type === 'choice') return product * choices!.length
    if (type === 'number') return product * (high! - low! + 1)
    return product * (alphabet?.length ?? 10) ** (max ?? 1)
  }, 1)
}

function anything(texts: Texts): IdPattern {
  const lengths = [...texts.indices.subarray(0, 1000)].map(index => texts.text(index).length)
  return {
    parts: [{type: 'alphanumeric', min: Math.max(1, Math.min(...lengths)), max: Math.max(4, ...lengths)}],
    share: 1,
  }
}
