// The things behind a row: the one that serves, and those it takes the place of.
import type {ResourceRow, Snapshot} from '../state/snapshot.ts'
import {canonical} from './canonical.ts'

/** The newest first; each without its own predecessors. */
export function chainOf(row: ResourceRow | undefined): readonly ResourceRow[] {
  if (row === undefined) return []
  const {prior, ...own} = row
  return [own, ...chainOf(prior)]
}

/** The reverse, for things of `chainOf`: the first serves. Undefined for none. */
export function rowOfChain(things: readonly ResourceRow[]): ResourceRow | undefined {
  const [first, ...rest] = things
  const prior = rest.length > 0 ? rowOfChain(rest) : undefined
  return first === undefined || prior === undefined ? first : {...first, prior}
}

/** The thing with that id takes its place at the top. */
export function withOnTop(row: ResourceRow, id: string): ResourceRow {
  const things = chainOf(row)
  const top = things.filter(thing => thing.id === id)
  return rowOfChain([...top, ...things.filter(thing => thing.id !== id)])!
}

/** Ids of the things and of all they stand on: by name, and of several of one name those whose ids their inputs have. */
export function standing(
  things: readonly ResourceRow[],
  {resources}: Pick<Snapshot, 'resources'>,
): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (thing: ResourceRow): void => {
    const key = keyOf(thing)
    if (found.has(key)) return
    found.add(key)
    const inputs = canonical(thing.inputs)
    for (const name of thing.dependsOn) {
      const chain = Object.hasOwn(resources, name) ? chainOf(resources[name]) : []
      const meant = chain.filter(({id}) => id !== undefined && inputs.includes(JSON.stringify(id)))
      for (const need of meant.length > 0 ? meant : chain.slice(0, 1)) visit(need)
    }
  }
  for (const thing of things) visit(thing)
  return found
}

export const keyOf = ({name, kind, id}: Pick<ResourceRow, 'name' | 'kind' | 'id'>): string =>
  `${kind} ${id ?? `of ${name}`}`
