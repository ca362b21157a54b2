// Waits until what was begun is done, and says how it goes.
import type {Call, Outputs, ProviderIo, ResourceKind, Step} from '@inferloop/contract'
import {isGone, thingIn, type WireThing} from './wire-thing.ts'
import {failure, type Wire} from './wire.ts'

export interface Reach {
  readonly kind: ResourceKind
  readonly wire: Wire
  readonly io: ProviderIo
  readonly pollMs: number
}

export async function readThing({kind, wire}: Reach, call: Call, id: string): Promise<WireThing> {
  const request = {call: 'GetThing', method: 'GET', path: ['v1', 'things', kind, id]} as const
  return thingIn(request, await wire(request, call), kind)
}

/** Asks every `pollMs` until it is ready. @throws SandboxError ProvisioningFailed, Timeout, NotFound when somebody removed it meanwhile */
export async function* settled(reach: Reach, call: Call, id: string): AsyncGenerator<Step, Outputs> {
  for (;;) {
    const {status, outputs} = await readThing(reach, call, id)
    if (status === 'ready') return outputs
    if (status === 'failed')
      throw failure({call: 'GetThing'}, 'ProvisioningFailed', `${reach.kind} ${id} is there and has failed`, {
        retryable: false,
        ambiguous: false,
      })
    yield {progress: `${id} is ${status}`}
    await wait(reach, call, id)
  }
}

export async function* removed(reach: Reach, call: Call, id: string): AsyncGenerator<Step, void> {
  for (;;) {
    try {
      const {status} = await readThing(reach, call, id)
      yield {progress: `${id} is ${status}`}
    } catch (error) {
      if (isGone(error, id)) return
      throw error
    }
    await wait(reach, call, id)
  }
}

async function wait({io, kind, pollMs}: Reach, call: Call, id: string): Promise<void> {
  if (io.clock.now() + pollMs >= call.deadline)
    throw failure({call: 'GetThing'}, 'Timeout', `${kind} ${id} was not done in time`, {
      retryable: true,
      ambiguous: true,
    })
  await io.clock.sleep(pollMs, AbortSignal.any([call.signal, io.signal]))
}
