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
    .flatMap(([reference, value]) => formsOf(value).map(form => [reference, form] as const))
  return text => long.reduce((shown, [reference, form]) => shown.replaceAll(form, () => reference), text)
}

/** What a terminal is never sent as it is; the same as in the program's own lines. */
const UNSEEN = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/gu

const printed = (text: string): string =>
  text.replace(UNSEEN, found => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** A value as it stands and in JSON, each also as a terminal shows it; the longer first. */
function formsOf(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1)
  return [...new Set([printed(json), json, printed(value), value])]
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
