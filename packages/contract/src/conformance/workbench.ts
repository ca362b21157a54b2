// What a conformance case is handed and how it runs a generator with it.
import type {Generator, GeneratorDescriptor, Options, OptionValue} from '../generator.ts'
import {completeOptions} from '../options.ts'
import type {Progress, Random, RunContext} from '../run-context.ts'
import type {Table} from '../table.ts'

/** What the suite needs from whoever runs it. */
export interface ConformanceTools {
  /** `createRandom` of @inferloop/random, or anything that keeps the promises of `Random`. */
  readonly createRandom: (seed: number) => Random
  readonly descriptor: GeneratorDescriptor
  /** Options that make the suite quicker, such as fewer epochs; the descriptor's defaults otherwise. */
  readonly options?: Readonly<Record<string, OptionValue>>
}

export interface ConformanceCase {
  /** A sentence that starts with a verb, to stand after the generator's name. */
  readonly name: string
  run(generator: Generator, tools: ConformanceTools): Promise<void>
}

export const optionsFrom = (tools: ConformanceTools): Options =>
  completeOptions(tools.descriptor.name, tools.descriptor.options, tools.options ?? {}, 'default')

/** A run context with seed 1, one thread and nobody listening, but for what is said. */
export function runWith(
  tools: ConformanceTools,
  parts: Partial<RunContext> & {readonly seed?: number} = {},
): RunContext {
  const {seed = 1, ...given} = parts
  return {
    random: tools.createRandom(seed),
    signal: new AbortController().signal,
    threads: 1,
    progress: () => {},
    log: () => {},
    ...given,
  }
}

/** The events of one run, and a run context that collects them. */
export function listening(tools: ConformanceTools): {readonly events: Progress[]; readonly run: RunContext} {
  const events: Progress[] = []
  return {events, run: runWith(tools, {progress: event => events.push(event)})}
}

export async function batchesOf(
  generator: Generator,
  model: unknown,
  rows: number,
  run: RunContext,
): Promise<Table[]> {
  const batches: Table[] = []
  for await (const batch of generator.sample(model, rows, run)) batches.push(batch)
  return batches
}

/** Lets timers and messages that wait have their turn. */
export const turn = (milliseconds = 0): Promise<void> =>
  new Promise(resolve => setTimeout(resolve, milliseconds))
