// Fields of codes in which letters and digits stand mixed, such as hexadecimal numbers: what matters is their length and their characters.
import type {Texts} from '../numbers/read-numbers.ts'

/** A field of `length` characters of `alphabet`, after a beginning that all have. */
export interface MixedField {
  readonly beginning: string
  readonly alphabet: string
}

/** For each way that texts are cut into fields by other characters, its mixed fields by their place. */
export type MixedFields = ReadonlyMap<string, ReadonlyMap<number, MixedField>>

const DIGITS = '0123456789'
const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const UPPER = LOWER.toUpperCase()
const ALPHABETS = [
  `${DIGITS}abcdef`,
  `${DIGITS}ABCDEF`,
  DIGITS + LOWER,
  DIGITS + UPPER,
  DIGITS + UPPER + LOWER,
]
/** Orders of letters and digits that a field shows at least, and the share of the cells that the commonest may have. */
const LEAST_SHAPES = 4
const MOST_OF_ONE_SHAPE = 0.6
/** Texts below which nothing can be said of how fields vary. */
const LEAST_TEXTS = 12

const FIELD = /[\da-zA-Z]+/g

/** `a1:b2` → `X:X`. */
export const skeletonOf = (text: string): string => text.replace(FIELD, 'X')

/** Fields of one length whose letters and digits follow no order, among the texts at `indices`. */
export function mixedFields({text}: Pick<Texts, 'text'>, indices: readonly number[]): MixedFields {
  const found = new Map<string, ReadonlyMap<number, MixedField>>()
  for (const [skeleton, group] of Map.groupBy(indices, index => skeletonOf(text(index)))) {
    if (group.length < LEAST_TEXTS) continue
    const fields = group.map(index => text(index).match(FIELD) ?? [])
    const mixed = new Map<number, MixedField>()
    for (let at = 0; at < fields[0]!.length; at++) {
      const field = mixedField(fields.map(all => all[at]!))
      if (field !== undefined) mixed.set(at, field)
    }
    if (mixed.size > 0) found.set(skeleton, mixed)
  }
  return found
}

function mixedField(cells: readonly string[]): MixedField | undefined {
  const {length} = cells[0]!
  if (cells.some(cell => cell.length !== length)) return undefined
  const beginning = commonBeginning(cells)
  const rests = cells.map(cell => cell.slice(beginning.length))
  const shapes = new Map<string, number>()
  for (const rest of rests) {
    const shape = rest.replaceAll(/\d/g, '0').replaceAll(/[a-z]/g, 'a').replaceAll(/[A-Z]/g, 'A')
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1)
  }
  if (shapes.size < LEAST_SHAPES || Math.max(...shapes.values()) > MOST_OF_ONE_SHAPE * cells.length)
    return undefined
  const characters = new Set(rests.join(''))
  const alphabet = ALPHABETS.find(letters => [...characters].every(character => letters.includes(character)))
  return alphabet === undefined ? undefined : {beginning, alphabet}
}

/** What all texts begin with. */
export function commonBeginning(texts: readonly string[]): string {
  let beginning = texts[0]!
  for (const text of texts) while (!text.startsWith(beginning)) beginning = beginning.slice(0, -1)
  return beginning
}
