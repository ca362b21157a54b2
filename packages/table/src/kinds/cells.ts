// The distinct cells of a column, sorted into values and the ways of saying "nothing here".
import type {Privacy} from '@inferloop/contract'
import type {Census} from '../census.ts'
import {count, counted, quoted} from '../counts-said.ts'
import {missingToken} from '../missing-tokens.ts'
import type {Texts} from '../numbers/read-numbers.ts'

/** What an inference may know beside the column. */
export interface Context {
  readonly support: number
  readonly privacy: Privacy
  /** The user named the column in --categorical, or as ordinal. */
  readonly forced: boolean
  /** The user says that the labels have an order, and perhaps which. */
  readonly ordinal?: {readonly labels: readonly string[] | undefined}
}

export interface Cells {
  readonly census: Census
  /** Distinct cells that are surely a value, by index. */
  readonly plain: Uint32Array
  readonly blank: readonly number[]
  readonly sure: readonly number[]
  readonly weak: readonly number[]
}

export function sortCells(census: Census): Cells {
  const plain: number[] = []
  const found = {blank: [] as number[], sure: [] as number[], weak: [] as number[]}
  for (let index = 0; index < census.counts.length; index++) {
    if (census.counts[index] === 0) continue
    const {values} = census
    const token = values === undefined ? missingToken(census.text(index)) : isNull(values[index]!)
    if (token === undefined) plain.push(index)
    else found[token].push(index)
  }
  return {census, plain: Uint32Array.from(plain), ...found}
}

const isNull = (value: number) => (Number.isNaN(value) ? ('blank' as const) : undefined)

export const textsOf = ({census}: Cells, indices: Uint32Array): Texts => ({
  text: census.text,
  counts: census.counts,
  indices,
})

export function cellsIn(census: Census, indices: Iterable<number>): number {
  let cells = 0
  for (const index of indices) cells += census.counts[index]!
  return cells
}

/** The tokens' texts, most frequent first. */
export function missingTexts(census: Census, indices: readonly number[]): string[] {
  return [...indices]
    .toSorted((a, b) => census.counts[b]! - census.counts[a]! || (census.text(a) < census.text(b) ? -1 : 1))
    .map(census.text)
}

/** `; 583 cells hold "?"`, or nothing when no cell is missing. */
export function missingSaid(census: Census, indices: readonly number[]): string {
  const said = [...indices]
    .toSorted((a, b) => census.counts[b]! - census.counts[a]!)
    .map(index => {
      const text = census.text(index)
      return `${count(census.counts[index]!)} ${text === '' ? 'empty' : quoted(text)}`
    })
  if (said.length === 0) return ''
  const shown =
    said.length > 5 ? `${said.slice(0, 5).join(', ')} and ${said.length - 5} more` : said.join(', ')
  return `; ${counted(cellsIn(census, indices), 'cell')} without a value (${shown})`
}

/** `16,281 of 32,561 cells`. */
export const share = (census: Census, cells: number): string =>
  cells === census.rows
    ? `All ${counted(cells, 'cell')}`
    : `${count(cells)} of ${counted(census.rows, 'cell')}`
