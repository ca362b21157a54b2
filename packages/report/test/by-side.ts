// Compared columns by side, as `compared.ts` has them by list.
import type {ComparedColumn, ComparedLabels, ComparedNumbers, Sides} from '@inferloop/contract'
import * as compared from './compared.ts'

type Lists<T> = readonly [real: readonly T[], synthetic: readonly T[], holdout?: readonly T[]]

const lists = <T>({real, synthetic, holdout}: Sides<readonly T[]>): Lists<T> =>
  holdout === undefined ? [real, synthetic] : [real, synthetic, holdout]

/** NaN is a missing cell; the grid is that of whole numbers. */
export const numbers = (name: string, cells: Sides<readonly number[]>): ComparedNumbers =>
  compared.numbers(name, ...lists(cells))

/** `''` is a missing cell. */
export const labels = (name: string, cells: Sides<readonly string[]>): ComparedLabels =>
  compared.labels(name, ...lists(cells))

export function ids(name: string, rows: number): ComparedColumn {
  const cells = times(rows, i => `id ${i}`)
  return compared.keys(name, 'id', cells, cells)
}

/** `count` things, one after the other. */
export const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({length: count}, (_, i) => make(i))
