// The suite every generator must pass; needs no test framework, imports nothing outside this package.
import {cellCases} from './cells.ts'
import {damageCases} from './damage.ts'
import {mannersCases} from './manners.ts'
import {repeatingCases} from './repeating.ts'
import type {ConformanceCase, ConformanceTools} from './workbench.ts'

export type {ConformanceCase, ConformanceTools} from './workbench.ts'

/** Every case, to be run one by one: `it(name, () => run(generator, tools))`. */
export const conformanceCases = (): ConformanceCase[] => [
  ...mannersCases,
  ...cellCases,
  ...repeatingCases,
  ...damageCases,
]

export interface ConformanceOutcome {
  readonly name: string
  /** Why the case failed; left out when it passed. */
  readonly error?: Error
}

/**
 * Loads the generator and runs every case, also after one has failed. A case that has not ended after
 * `secondsEach` (default 120) counts as failed.
 */
export async function runConformance(
  tools: ConformanceTools,
  {secondsEach = 120}: {readonly secondsEach?: number} = {},
): Promise<ConformanceOutcome[]> {
  const generator = await tools.descriptor.load()
  const outcomes: ConformanceOutcome[] = []
  for (const {name, run} of conformanceCases()) {
    try {
      await inTime(run(generator, tools), secondsEach)
      outcomes.push({name})
    } catch (error) {
      outcomes.push({name, error: error instanceof Error ? error : new Error(String(error))})
    }
  }
  return outcomes
}

async function inTime(work: Promise<void>, seconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${seconds} s`)), seconds * 1000)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
