// Proofs have a short form for every day and a full one, by INFER_PROVE=full; what they counted goes into the file of INFER_PROVE_RESULTS.
import {appendFileSync} from 'node:fs'

export const FULL = process.env['INFER_PROVE'] === 'full'

export interface Counted {
  /** As in docs/reliability.md. */
  readonly proof: string
  /** What was gone through, a few words. */
  readonly what: string
  readonly cases: number
  readonly passed: number
  readonly [figure: string]: string | number | boolean
}

/** One line of JSON for whoever makes the page. */
export function tellCounted(counted: Counted): void {
  const file = process.env['INFER_PROVE_RESULTS']
  if (file) appendFileSync(file, `${JSON.stringify({...counted, full: FULL})}\n`)
}

/** All of them in the full form; else a few, spread over all. */
export function someOf<T>(all: readonly T[], few: number): readonly T[] {
  if (FULL || all.length <= few) return all
  return Array.from({length: few}, (_, i) => all[Math.floor((i * all.length) / few)] as T)
}

/** Goes through the cases, several at once. @returns what each said, in their order */
export async function eachOf<T, R>(
  cases: readonly T[],
  atOnce: number,
  go: (one: T) => Promise<R>,
): Promise<R[]> {
  const said: R[] = []
  const left = cases.entries()
  const worker = async (): Promise<void> => {
    for (const [at, one] of left) said[at] = await go(one)
  }
  await Promise.all(Array.from({length: atOnce}, worker))
  return said
}
