// Labels side by side: those of the other tables by the real label that says the same.
import type {ComparedLabels, Sides} from '@inferloop/contract'
import type {Census} from './census.ts'
import {each} from './each-side.ts'
import {missingToken} from './missing-tokens.ts'
import {recoded} from './recoded.ts'
import {isMissing, sameCell} from './same-cell.ts'

/**
 * Labels of the real table, most frequent first, then those that only the others have. A label of theirs is the real one when it differs by blanks around it
 * or zeros behind a point (`7.0`), or means the same yes or no; one that says `no value` and is no real label is a missing cell.
 */
export function compareLabels(
  censuses: Sides<Census>,
  name: string,
  kind: ComparedLabels['kind'],
  missing: readonly string[],
  scale?: readonly string[],
): ComparedLabels {
  const labels: string[] = []
  const places = new Map<string, number>()
  const take = (label: string): void => {
    if (!places.has(label)) places.set(label, labels.push(label) - 1)
  }
  const {counts, text} = censuses.real
  const byCount = [...counts.keys()].filter(index => counts[index]! > 0)
  byCount.sort((a, b) => counts[b]! - counts[a]! || (text(a) < text(b) ? -1 : 1))
  for (const index of byCount) if (!isMissing(text(index), missing)) take(text(index))
  const known = labels.length
  const own = spelling(labels, kind)
  for (const census of [censuses.holdout, censuses.synthetic]) {
    if (census === undefined) continue
    for (let index = 0; index < census.counts.length; index++) {
      if (census.counts[index] === 0) continue
      const label = own(census.text(index))
      if (places.has(label) || isMissing(label, missing) || missingToken(label) !== undefined) continue
      take(label)
    }
  }
  const cells = each(censuses, census => recoded(census, label => places.get(own(label)) ?? labels.length))
  return {
    name,
    kind,
    labels,
    known,
    cells,
    unreadable: each(censuses, () => 0),
    ...(scale === undefined ? {} : {scale}),
  }
}

/** The real label that a label stands for, or the label itself. */
function spelling(real: readonly string[], kind: ComparedLabels['kind']): (label: string) => string {
  const exact = new Set(real)
  const alike = new Map(real.toReversed().map(label => [sameCell(label), label]))
  const meaning = kind === 'boolean' ? truths(real) : undefined
  return label => (exact.has(label) ? label : (alike.get(sameCell(label)) ?? meaning?.(label) ?? label))
}

const YES = new Set(['true', 't', 'yes', 'y', '1', '1.0', 'on'])
const NO = new Set(['false', 'f', 'no', 'n', '0', '0.0', 'off'])

/** For a column of yes and no: the real label that means what another spelling does, such as `True` for `true`. */
function truths(real: readonly string[]): ((label: string) => string | undefined) | undefined {
  const meaningOf = (label: string): boolean | undefined => {
    const word = label.trim().toLowerCase()
    return YES.has(word) ? true : NO.has(word) ? false : undefined
  }
  const byMeaning = new Map(real.map(label => [meaningOf(label), label]))
  if (byMeaning.size !== 2 || byMeaning.has(undefined)) return undefined
  return label => {
    const meant = meaningOf(label)
    return meant === undefined ? undefined : byMeaning.get(meant)
  }
}
