// How long a plan still takes: the longest chain of steps that wait for each other.

export interface Ahead {
  readonly name: string
  /** Names it waits for. */
  readonly after: readonly string[]
  /** Milliseconds it still takes; 0 when it is done, undefined when nobody can tell. */
  readonly leftMs: number | undefined
}

/**
 * Longest path over `after`, and at least what all of them take on `parallel` hands; undefined when one of them is not known.
 * Names that are not among the steps count as done, and of a circle each counts once.
 */
export function timeLeft(steps: readonly Ahead[], parallel: number): number | undefined {
  const byName = new Map(steps.map(step => [step.name, step]))
  const ends = new Map<string, number>()
  let sum = 0
  let longest = 0
  for (const {name, leftMs} of steps) {
    if (leftMs === undefined) return undefined
    sum += leftMs
    longest = Math.max(longest, endOf(name, byName, ends))
  }
  return Math.max(longest, sum / parallel)
}

/** When a step ends, counted from now. Without recursion: chains are as long as plans. */
function endOf(name: string, byName: ReadonlyMap<string, Ahead>, ends: Map<string, number>): number {
  if (ends.has(name)) return ends.get(name)!
  const open = [name]
  const entered = new Set<string>()
  while (open.length > 0) {
    const here = open.at(-1)!
    const {after, leftMs = 0} = byName.get(here)!
    const needs = after.filter(need => byName.has(need))
    const waiting = needs.filter(need => !ends.has(need))
    if (!entered.has(here) && waiting.length > 0) {
      entered.add(here)
      open.push(...waiting)
      continue
    }
    open.pop()
    if (!ends.has(here)) ends.set(here, leftMs + Math.max(0, ...needs.map(need => ends.get(need) ?? 0)))
  }
  return ends.get(name)!
}
