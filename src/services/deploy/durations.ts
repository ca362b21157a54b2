// How long steps took before, by provider, kind and action: a small file beside the state. Best effort: it never fails a run.
import {mkdir, readFile, rename, rm, writeFile} from 'node:fs/promises'
import {dirname} from 'node:path'

/** Milliseconds, the latest last; keys are `provider kind action`. */
export type Durations = Readonly<Record<string, readonly number[]>>

export interface Took {
  readonly kind: string
  readonly action: string
  readonly tookMs: number
}

/** Of each, and of all of a provider together where it is not known. */
const KEPT = 5

const keyOf = (provider: string, kind: string, action: string): string => `${provider} ${kind} ${action}`

/** The last five of each; steps without a call say nothing of the provider. */
export function withDurations(before: Durations, provider: string, took: readonly Took[]): Durations {
  const all: Record<string, readonly number[]> = {...before}
  for (const {kind, action, tookMs} of took) {
    if (!CALLS.has(action)) continue
    const key = keyOf(provider, kind, action)
    all[key] = [...(all[key] ?? []), Math.max(0, Math.round(tookMs))].slice(-KEPT)
  }
  return all
}

const CALLS: ReadonlySet<string> = new Set(['create', 'update', 'replace', 'delete', 'remove', 'operate'])

/** The median of what was seen; undefined where nothing was. */
export function usualMs(
  durations: Durations,
  provider: string,
  kind: string,
  action: string,
): number | undefined {
  return median(durations[keyOf(provider, kind, action)] ?? [])
}

/** The median of all that provider did. */
export const usualOfAll = (durations: Durations, provider: string): number | undefined =>
  median(Object.entries(durations).flatMap(([key, values]) => (key.startsWith(`${provider} `) ? values : [])))

/** As text that is the same for the same values, whatever came first. */
export function durationsText(durations: Durations): string {
  const entries = Object.entries(durations).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const lines = entries.map(([key, values]) => `    ${JSON.stringify(key)}: [${values.join(', ')}]`)
  return `{\n  "version": 1,\n  "milliseconds": {${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}}\n}\n`
}

/** Nothing, where there is no file or it is not one of ours. */
export async function readDurations(path: string): Promise<Durations> {
  try {
    return durationsIn(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return {}
  }
}

/** What others wrote meanwhile stays. */
export async function addDurations(path: string, provider: string, took: readonly Took[]): Promise<void> {
  const before = await readDurations(path)
  const text = durationsText(withDurations(before, provider, took))
  if (text === durationsText(before)) return
  const partial = `${path}.${process.pid}.partial`
  try {
    await mkdir(dirname(path), {recursive: true})
    await writeFile(partial, text, {mode: 0o600})
    await rename(partial, path)
  } catch {
    await rm(partial, {force: true}).catch(() => undefined)
  }
}

function durationsIn(value: unknown): Durations {
  const {version, milliseconds} = (value ?? {}) as {version?: unknown; milliseconds?: unknown}
  if (version !== 1 || typeof milliseconds !== 'object' || milliseconds === null) return {}
  return Object.fromEntries(
    Object.entries(milliseconds).flatMap(([key, values]) =>
      Array.isArray(values) && values.every(isDuration) ? [[key, values.slice(-KEPT) as number[]]] : [],
    ),
  )
}

const isDuration = (value: unknown): boolean =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  if (sorted.length === 0) return undefined
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1]! + sorted[middle]!) / 2
}
