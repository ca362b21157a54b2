// Ids and free texts side by side: which cells are equal.
import type {ComparedKeys, Sides} from '@inferloop/contract'
import type {Census} from './census.ts'
import {each} from './each-side.ts'
import {recoded} from './recoded.ts'
import {isMissing, sameCell} from './same-cell.ts'

export function compareKeys(
  censuses: Sides<Census>,
  name: string,
  kind: ComparedKeys['kind'],
  missing: readonly string[],
): ComparedKeys {
  const numbers = new Map<string, number>()
  const cells = each(censuses, census =>
    recoded(census, text => {
      if (isMissing(text, missing)) return 0
      const cell = sameCell(text)
      const known = numbers.get(cell) ?? numbers.size + 1
      numbers.set(cell, known)
      return known
    }),
  )
  return {name, kind, cells, distinct: numbers.size + 1, unreadable: each(censuses, () => 0)}
}
