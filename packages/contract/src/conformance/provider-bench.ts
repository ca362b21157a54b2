// What a provider's conformance case is handed: a connection whose log, secrets and requests are watched.
import type {Fields, ResourceKind} from '../provider/field.ts'
import type {Call, Step} from '../provider/kind-driver.ts'
import {RESOURCE_KINDS} from '../provider/kinds.ts'
import type {Connection, Provider, ProviderDescriptor, ProviderIo} from '../provider/provider.ts'
import type {Inputs} from '../provider/resource.ts'

/** How every request is answered for a while. */
export type Disturbance = 'bad-request' | 'refused' | 'throttled' | 'broken'

export interface ProviderParts {
  readonly descriptor: ProviderDescriptor
  /** Of the provider; those that make it quick, of an account that may be filled. */
  readonly settings: Readonly<Record<string, unknown>>
  /** Real, or simulated: `sleep` of its clock is what windows are waited with. */
  readonly io: ProviderIo
  /** In place of the suite's own, by kind: images and sizes that exist there. `${resource}` of a required reference is filled in. */
  readonly samples?: Readonly<Record<ResourceKind, Inputs>>
  /** For a provider that reaches its world by other means than `io.fetch`: lets its requests end so until what it returns is called. */
  readonly disturb?: (how: Disturbance) => Promise<() => Promise<void>>
}

export interface ProviderTools extends ProviderParts {
  /** Lines the provider logged. */
  readonly heard: readonly string[]
  /** References the provider asked the value of. */
  readonly asked: readonly string[]
  /** What `io.secret` gives, whatever the reference. */
  readonly canary: string
  /** While `during` runs, requests end so. */
  readonly disturbed: <T>(how: Disturbance, during: () => Promise<T>) => Promise<T>
  /** Aborts when the provider makes its next request; undefined where it does not use `io.fetch`. */
  readonly atNextRequest: (run: (() => void) | undefined) => void
  /** A call of an operation never used before. */
  readonly call: (parts?: Partial<Call>) => Call
}

const ANSWERS: Readonly<Record<Disturbance, readonly [number, string]>> = {
  'bad-request': [400, 'ValidationFailed'],
  refused: [403, 'AccessDenied'],
  throttled: [429, 'Throttled'],
  broken: [500, 'InternalError'],
}

/** Seconds of the Retry-After of a disturbance by 429. */
export const RETRY_AFTER = 2

/** Connects once for all cases. */
export async function openProvider(
  parts: ProviderParts,
): Promise<{readonly connection: Connection; readonly tools: ProviderTools}> {
  const heard: string[] = []
  const asked: string[] = []
  const canary = `canary/${Math.floor(parts.io.random() * 1e9)}+"✓"`
  let how: Disturbance | undefined
  let onRequest: (() => void) | undefined
  const io: ProviderIo = {
    ...parts.io,
    log: line => void heard.push(line),
    secret: async name => {
      asked.push(name)
      return canary
    },
    fetch: async (input, init) => {
      const run = onRequest
      onRequest = undefined
      run?.()
      return how === undefined ? parts.io.fetch(input, init) : answered(how)
    },
  }
  const disturb =
    parts.disturb ?? (async (next: Disturbance) => ((how = next), async () => void (how = undefined)))
  const provider: Provider = await parts.descriptor.load()
  const connection = await provider.connect(parts.settings, io)
  const disturbed: ProviderTools['disturbed'] = async (next, during) => {
    const end = await disturb(next)
    try {
      return await during()
    } finally {
      await end()
    }
  }
  let made = 0
  const first = Math.floor(parts.io.random() * 1e6)
  return {
    connection,
    tools: {
      ...parts,
      heard,
      asked,
      canary,
      disturbed,
      atNextRequest: run => void (onRequest = run),
      call: given =>
        callOf(parts.io, `op${first.toString(36)}x${(made += 1).toString(36).padStart(6, '0')}`, given),
    },
  }
}

function answered(how: Disturbance): Response {
  const [status, code] = ANSWERS[how]
  return new Response(JSON.stringify({error: {code, message: 'by order of the conformance suite'}}), {
    status,
    headers: {
      'content-type': 'application/json',
      ...(status === 429 && {'retry-after': String(RETRY_AFTER)}),
    },
  })
}

const HALF_HOUR_MS = 1_800_000

const callOf = ({clock}: ProviderIo, opId: string, parts: Partial<Call> = {}): Call => ({
  opId,
  token: opId,
  tags: {'infer-op': opId, 'infer-stack': 'conformance', 'infer-lineage': 'c0', 'infer-name': 'sample'},
  deadline: clock.now() + HALF_HOUR_MS,
  signal: new AbortController().signal,
  ...parts,
})

/** Steps to their end. */
export async function ended<T>(
  work: AsyncGenerator<Step, T>,
): Promise<{readonly steps: readonly Step[]; readonly id: string; readonly result: T}> {
  const steps: Step[] = []
  for (;;) {
    const {done, value} = await work.next()
    if (done === true) {
      const named = steps.find(step => 'id' in step)
      return {steps, id: named === undefined ? '' : named.id, result: value}
    }
    steps.push(value)
  }
}

/** What it throws; undefined when it ends well. */
export async function thrownBy(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work()
    return undefined
  } catch (error) {
    return error ?? new Error('it threw nothing')
  }
}

export const fieldsOf = (kind: ResourceKind): Fields => RESOURCE_KINDS[kind]!.fields
