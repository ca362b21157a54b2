// The suite every provider must pass; needs no test framework, imports nothing outside this package.
import type {ResourceKind} from '../provider/field.ts'
import {RESOURCE_KINDS} from '../provider/kinds.ts'
import type {Connection} from '../provider/provider.ts'
import {openProvider, type ProviderParts, type ProviderTools} from './provider-bench.ts'
import {connectionCases, factsOfKinds} from './provider-facts.ts'
import {lifecycleCases} from './provider-lifecycle.ts'
import {mannersOfKinds} from './provider-manners.ts'

export {openProvider} from './provider-bench.ts'
export type {Disturbance, ProviderParts, ProviderTools} from './provider-bench.ts'

export interface ProviderCase {
  /** A sentence that starts with a verb, after the kind and a colon where it is about one. */
  readonly name: string
  run(connection: Connection, tools: ProviderTools): Promise<void>
}

export interface KindCase {
  readonly name: string
  run(kind: ResourceKind, connection: Connection, tools: ProviderTools): Promise<void>
}

/**
 * Every case, to be run one after another: `it(name, () => run(connection, tools))`. Of kinds the provider does not support they
 * pass. `kinds` are all by default; things of others are made where these need them, and everything is removed again.
 */
export function providerCases(kinds?: readonly ResourceKind[]): ProviderCase[] {
  const chosen = kinds ?? (Object.keys(RESOURCE_KINDS) as ResourceKind[])
  const perKind = [...factsOfKinds, ...lifecycleCases, ...mannersOfKinds]
  const ofKinds = chosen.flatMap(kind =>
    perKind.map(({name, run}) => ({
      name: `${kind}: ${name}`,
      run: async (connection: Connection, tools: ProviderTools) => {
        if (connection.drivers.has(kind)) await run(kind, connection, tools)
      },
    })),
  )
  return [...connectionCases, ...ofKinds]
}

export interface ProviderOutcome {
  readonly name: string
  /** Why the case failed; left out when it passed. */
  readonly error?: Error
}

/** Connects and runs every case, also after one has failed. */
export async function runProviderConformance(
  parts: ProviderParts,
  kinds?: readonly ResourceKind[],
): Promise<ProviderOutcome[]> {
  const {connection, tools} = await openProvider(parts)
  const outcomes: ProviderOutcome[] = []
  for (const {name, run} of providerCases(kinds)) {
    try {
      await run(connection, tools)
      outcomes.push({name})
    } catch (error) {
      outcomes.push({name, error: error instanceof Error ? error : new Error(String(error))})
    }
  }
  await connection.close()
  return outcomes
}
