// Columns of words: labels if enough of them repeat, ids if they look like codes, free text otherwise.
import {InferError} from '@inferloop/contract'
import type {ColumnSchema, IdSchema, PatternPart, TextSchema} from '@inferloop/contract'
import {namesCode, namesId} from '../column-name.ts'
import {count} from '../counts-said.ts'
import {learnPatterns} from '../ids/learn-patterns.ts'
import {looksLikeCode} from '../ids/looks-like-code.ts'
import {numberedId, uuidId} from '../ids/recognise-ids.ts'
import type {IdFinding} from '../ids/recognise-ids.ts'
import {sampled} from '../numbers/dress.ts'
import type {Texts} from '../numbers/read-numbers.ts'
import {learnText} from '../text/text-model.ts'
import {cellsIn, missingSaid, missingTexts, share, textsOf} from './cells.ts'
import type {Cells, Context} from './cells.ts'
import {listSchema} from './lists.ts'
import {forcedSaid, keptLabels, labelSchema} from './labels.ts'
import type {Labels} from './labels.ts'

/** Share of the cells that kept labels must cover for a column to be one of labels. */
const LEAST_COVERED = 0.5
/** So few labels that cover so many cells are labels, even if they can be read as lists. */
const FEW_LABELS = 50
const NEARLY_COVERED = 0.9
/** Share of distinct texts among the cells above which a column is not one of labels, whatever the privacy. */
const MOSTLY_DISTINCT = 0.5
/** Share of texts that look like codes in a column of codes. */
const MOSTLY_CODES = 0.8
const PATTERNS_SHOWN = 3

/** @throws InferError INFER_OPTION when a user says that the labels have an order and none is kept */
export function stringSchema(cells: Cells, labels: Labels, context: Context): ColumnSchema {
  const {census} = cells
  const total = cellsIn(census, labels.indices)
  const distinct = labels.indices.length
  const {kept, cells: covered} = keptLabels(cells, labels, context.support)
  const fewLabels = covered >= total * NEARLY_COVERED && distinct <= FEW_LABELS
  const lists = context.forced || fewLabels ? undefined : listSchema(cells, labels, context)
  if (lists !== undefined) return lists
  const repeats = covered >= total * LEAST_COVERED && (distinct <= 2 || distinct <= total * MOSTLY_DISTINCT)
  if (kept.length > 0 && (repeats || context.forced)) {
    return labelSchema(cells, labels, context, forcedSaid(context))
  }
  if (context.ordinal !== undefined)
    throw new InferError('INFER_OPTION', {
      message: `--type ${census.name}=ordinal: no label stands in ${context.support} cells or more, so none is kept to be put in order.`,
      suggestions: [`leave out --type ${census.name}=ordinal, and the column has the kind its cells show`],
    })
  const refused = context.forced
    ? ` (named as categorical, but no label stands in ${context.support} cells or more)`
    : ''
  const described = {
    name: census.name,
    missing: missingTexts(census, labels.missing),
    physical: census.physical,
  }
  const ending = `${refused}${missingSaid(census, labels.missing)}.`
  const texts = textsOf(cells, labels.indices)
  const id = uuidId(texts, total) ?? numberedFor(census.name, texts, total) ?? codes(texts, total, context)
  if (id !== undefined) return {...described, ...id, evidence: id.evidence + ending}
  const text = textSchema(cells, labels, context)
  return refused === '' ? text : {...text, evidence: text.evidence.replace(/\.$/, `${refused}.`)}
}

/** Free text, whatever its cells look like. */
export function textSchema(cells: Cells, labels: Labels, context: Context): TextSchema {
  const {census} = cells
  const total = cellsIn(census, labels.indices)
  const words = sampled(labels.indices).map(index => census.text(index).split(' ').length)
  const mean = words.reduce((sum, n) => sum + n, 0) / Math.max(1, words.length)
  return {
    name: census.name,
    kind: 'text',
    missing: missingTexts(census, labels.missing),
    physical: 'text',
    evidence: `${share(census, total)} ${total === 1 ? 'holds' : 'hold'} text of ${mean.toFixed(1)} words on average, ${count(labels.indices.length)} distinct${missingSaid(census, labels.missing)}.`,
    model: learnText(textsOf(cells, labels.indices), context.support, context.privacy),
  }
}

/** Codes, whatever their cells look like. */
export function codeSchema(cells: Cells, labels: Labels, context: Context): IdSchema {
  const {census} = cells
  const total = cellsIn(census, labels.indices)
  const texts = textsOf(cells, labels.indices)
  const id = uuidId(texts, total) ?? numberedId(texts, total) ?? patterned(texts, total, context)
  return {
    name: census.name,
    missing: missingTexts(census, labels.missing),
    physical: 'text',
    ...id,
    evidence: `${id.evidence}${missingSaid(census, labels.missing)}.`,
  }
}

/** Zip codes and telephone numbers are drawn, not counted on. */
const numberedFor = (name: string, texts: Texts, total: number): IdFinding | undefined =>
  !namesCode(name) && (namesId(name) !== undefined || looksLikeCode(texts.text(texts.indices[0]!)))
    ? numberedId(texts, total)
    : undefined

function codes(texts: Texts, total: number, context: Context): IdFinding | undefined {
  const sample = sampled(texts.indices).map(texts.text)
  const alike = sample.filter(looksLikeCode).length
  return alike < sample.length * MOSTLY_CODES ? undefined : patterned(texts, total, context)
}

function patterned(texts: Texts, total: number, {support}: Context): IdFinding {
  const distinct = texts.indices.length
  const unique = distinct === total
  const patterns = learnPatterns(texts, support, unique)
  const repeats = 1 - distinct / total
  const shown = patterns.slice(0, PATTERNS_SHOWN).map(pattern => pattern.parts.map(partSaid).join(''))
  return {
    kind: 'id',
    style: 'pattern',
    unique,
    ...(unique ? {} : {pool: distinct}),
    ...(repeats > 0 && repeats <= MOST_REPEATS ? {repeats} : {}),
    patterns,
    evidence: `${count(total)} cells hold codes, ${count(distinct)} distinct, of ${patterns.length === 1 ? 'the pattern' : `${patterns.length} patterns such as`} ${shown.join(' | ')}`,
  }
}

/** Above this share of cells that repeat another, ids are drawn from a pool, in which each is as likely as any other. */
const MOST_REPEATS = 0.5

/** `digits{5}`, `upper{1,3}`, a literal as it is. */
function partSaid({type, text, min, max, alphabet, choices, low, high}: PatternPart): string {
  if (type === 'literal') return text ?? ''
  if (type === 'choice') return `<${choices!.join('|')}>`
  if (type === 'number') return `<${low}-${high}>`
  if (type === 'characters') return `<${max} of ${alphabet}>`
  return `<${type} ${min === max ? min : `${min}-${max}`}>`
}
