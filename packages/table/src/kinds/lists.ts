// Columns of lists: mostly different cells made of items that repeat.
import type {ListSchema} from '@inferloop/contract'
import {count, counted, listed, quoted} from '../counts-said.ts'
import {type ListFacts, type ListModel, learnLists} from '../lists/list-model.ts'
import {findListStyle, type ListStyle} from '../lists/list-style.ts'
import type {Texts} from '../numbers/read-numbers.ts'
import {cellsIn, missingSaid, missingTexts, share, textsOf} from './cells.ts'
import type {Cells, Context} from './cells.ts'
import type {Labels} from './labels.ts'

/** Share of all items that must be ones that enough rows hold. */
const LEAST_COVERED = 0.8
/** Different texts looked at first. */
const MOST_GLANCED = 20_000
/** Different cells for each item, at least: what makes them up must be fewer. */
const CELLS_AN_ITEM = 2
/** Cells below which a column is not taken for lists unasked. */
const LEAST_CELLS = 20

/**
 * Undefined where the cells are no lists of items that repeat. `asked`: a user says that they are, perhaps with what stands
 * between the items.
 */
export function listSchema(
  cells: Cells,
  {indices, missing}: Labels,
  {support}: Context,
  asked?: {readonly separator: string | undefined},
): ListSchema | undefined {
  const {census} = cells
  const total = cellsIn(census, indices)
  if (census.physical !== 'text' || (asked === undefined && total < LEAST_CELLS)) return undefined
  const texts = textsOf(cells, indices)
  const style = findListStyle(texts, asked?.separator)
  if (style === undefined || (asked === undefined && !isLikely(texts, style, support))) return undefined
  const learnt = learnLists(texts, style, support)
  if (learnt === undefined) return undefined
  const {model, facts} = learnt
  if (asked === undefined && !isConvincing(model, facts, indices.length)) return undefined
  return {
    name: census.name,
    kind: 'list',
    evidence: `${share(census, total)} ${total === 1 ? 'holds' : 'hold'} ${listsSaid(model, facts, Math.max(2, support))}${missingSaid(census, missing)}.`,
    missing: missingTexts(census, missing),
    physical: 'text',
    model,
  }
}

/** Of many texts, that those of a sample share items, so that prose is not taken apart whole. */
function isLikely(texts: Texts, style: ListStyle, support: number): boolean {
  const every = Math.ceil(texts.indices.length / MOST_GLANCED)
  if (every <= 1) return true
  const indices = texts.indices.filter((_, i) => i % every === 0)
  return (learnLists({...texts, indices}, style, support)?.facts.covered ?? 0) >= LEAST_COVERED / 2
}

/** Always equally many items without brackets are parts of one thing, such as a town and its state. */
const isConvincing = ({style, items}: ListModel, {covered, variety}: ListFacts, distinct: number): boolean =>
  covered >= LEAST_COVERED &&
  items.length > 1 &&
  distinct >= items.length * CELLS_AN_ITEM &&
  (variety > 1 || /[[{(]/.test(style.open))

function listsSaid(
  {style, items, order, repeats}: ListModel,
  {distinct, covered, lengths}: ListFacts,
  support: number,
): string {
  const [least, most] = lengths
  const size = least === most ? counted(least, 'item') : `${least} to ${counted(most, 'item')}`
  const within = style.open + style.close === '' ? '' : ` within ${style.open} and ${style.close}`
  const rare = distinct - items.length
  const left =
    rare === 0
      ? ''
      : `; ${counted(rare, 'item')} in fewer than ${support} cells each ${rare === 1 ? 'is' : 'are'} left out (${((1 - covered) * 100).toFixed(1)} % of all)`
  return (
    `lists of ${size} with ${quoted(style.separator)} between them${within}, ${count(distinct)} different items such as ${listed(items)}` +
    `${order === undefined ? '' : ', always in one order'}${repeats ? '' : ', none twice in a list'}${left}`
  )
}
