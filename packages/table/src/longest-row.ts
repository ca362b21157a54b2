// How long cells may become that are written from a schema: an upper bound, so that rows are written a few at a time where they are huge.
import type {ColumnSchema, IdSchema, PatternPart, TableSchema} from '@inferloop/contract'
import type {ListModel} from './lists/list-model.ts'
import type {TextModel} from './text/text-model.ts'

/** Characters of any number that a sequence counts to. */
const NUMBER = 40
const UUID = 36
/** What any cell takes, a number among them. */
const CELL = 8
/** Items of a list that are looked at in the time of a character. */
const LOOKS = 16
/** Characters of a made-up word. */
const MADE_UP = 20

/** Characters that no row of cells goes beyond by much: UTF-16 code units, before quotes. */
export function longestRow({columns}: TableSchema): number {
  return columns.reduce((sum, column) => sum + CELL + longestCell(column), 0)
}

/** The same of one column. */
export function longestCell(column: ColumnSchema): number {
  return Math.max(longest(column.missing), longestValue(column))
}

function longestValue(column: ColumnSchema): number {
  switch (column.kind) {
    case 'numeric':
      return column.format.prefix.length + column.format.suffix.length
    case 'datetime':
      return longest([column.format, ...(column.alsoReads ?? [])])
    case 'categorical':
    case 'boolean':
      return longest(column.categories)
    case 'id':
      return longestId(column)
    case 'text':
      return longestText(column.model as TextModel)
    case 'list':
      return longestList(column.model as ListModel)
    case 'constant':
      return column.value.length
    case 'empty':
      return 0
  }
}

/** Parts and patterns cost time, too, and count as a character at least. */
function longestId({style, prefix = '', suffix = '', width = 0, patterns = []}: IdSchema): number {
  if (style === 'uuid') return UUID
  if (style === 'sequence') return prefix.length + Math.max(width, NUMBER) + suffix.length
  const lengths = patterns.map(({parts}) =>
    parts.reduce((sum, part) => sum + Math.max(1, longestPart(part)), 0),
  )
  return mostOf(lengths) + patterns.length
}

function longestPart({type, text = '', choices = [], min = 1, max = 1}: PatternPart): number {
  if (type === 'literal') return text.length
  if (type === 'choice') return longest(choices)
  return type === 'number' ? Math.max(min, NUMBER) : Math.max(min, max)
}

function longestText({words, shapes, longest: most}: TextModel): number {
  const shape = mostOf(shapes.map(({lead, core, trail}) => lead.length + spelt(core) + trail.length))
  return most * (1 + Math.max(longest(words), shape))
}

/** A core in which class marks have become words. */
const spelt = (core: string): number =>
  [...core].reduce((sum, character) => sum + (character < ' ' ? MADE_UP : 1), 0)

function longestList({style, items, longest: most, labels}: ListModel): number {
  const {open, close, separator} = style
  const listed = Math.max(most, mostOf(labels.map(label => label.items.length + label.more.length)))
  return open.length + close.length + listed * (longest(items) + separator.length + items.length / LOOKS)
}

const longest = (texts: readonly string[]): number => mostOf(texts.map(({length}) => length))

/** However many there are. */
const mostOf = (numbers: readonly number[]): number => numbers.reduce((most, n) => Math.max(most, n), 0)
