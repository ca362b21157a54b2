// Puts `${NAME}` back where a value of the environment would be shown.
import {basename} from 'node:path'
import type {Leaf} from './leaf.ts'

export type Hide = (text: string) => string

/** Shorter ones are words and numbers that stand everywhere; nobody's secret has three characters. */
const SHORTEST = 4

/** The longest values go first, so that one within another leaves nothing behind. */
function hiding(values: readonly (readonly [reference: string, value: string])[]): Hide {
  const long = values
    .filter(([, value]) => value.length >= SHORTEST)
    .toSorted(([, a], [, b]) => b.length - a.length)
  return text => long.reduce((shown, [reference, value]) => shown.replaceAll(value, () => reference), text)
}

/** What `leaves` took from the environment by reference is put back as `${NAME}`. */
export function hideOf(leaves: readonly Leaf[]): Hide {
  return hiding(
    leaves.flatMap(({value, shown, references}) => {
      const values = references.flatMap(one => one.values)
      if (values.length === 0 || typeof value !== 'string' || typeof shown !== 'string') return values
      // Of a file's name, what it becomes when it is made relative, and its last part.
      const last = basename(value)
      const parts = values.filter(([, part]) => part.endsWith(last)).map(([name]) => [name, last] as const)
      return [...values, [shown, value] as const, ...parts]
    }),
  )
}
