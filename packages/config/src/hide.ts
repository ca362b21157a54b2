// Puts `${NAME}` back where a value of the environment would be shown.

export type Hide = (text: string) => string

/** Shorter ones are words and numbers that stand everywhere; nobody's secret has three characters. */
const SHORTEST = 4

/** The longest values go first, so that one within another leaves nothing behind. */
export function hiding(values: readonly (readonly [reference: string, value: string])[]): Hide {
  const long = values
    .filter(([, value]) => value.length >= SHORTEST)
    .toSorted(([, a], [, b]) => b.length - a.length)
  return text => long.reduce((shown, [reference, value]) => shown.replaceAll(value, () => reference), text)
}
