// A thing as the sandbox's API spells it, looked at before anything is believed.
import type {Inputs, Outputs, OwnerTags, ResourceKind, Thing} from '@inferloop/contract'
import {SandboxError} from './sandbox-error.ts'
import {failure, type Answer, type Request} from './wire.ts'

export interface WireThing extends Thing {
  readonly status: 'creating' | 'updating' | 'deleting' | 'ready' | 'failed'
}

const STATUSES: readonly unknown[] = ['creating', 'updating', 'deleting', 'ready', 'failed']
const isObject = (value: unknown): boolean =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** @throws SandboxError BadAnswer when it is something else */
export function thingIn(request: Request, answer: Answer, kind: ResourceKind): WireThing {
  const {id, inputs, outputs, tags, createdAt, status} = answer
  const isThing =
    answer['kind'] === kind &&
    typeof id === 'string' &&
    typeof createdAt === 'number' &&
    STATUSES.includes(status) &&
    [inputs, outputs, tags].every(isObject)
  if (!isThing)
    throw failure(request, 'BadAnswer', `the answer is no ${kind}`, {
      retryable: request.method === 'GET',
      ambiguous: request.method !== 'GET',
    })
  return {
    id,
    inputs: inputs as Inputs,
    outputs: outputs as Outputs,
    tags: tags as Partial<OwnerTags>,
    createdAt,
    status: status as WireThing['status'],
  }
}

/** Proof that `id` is gone: the API itself says so of this id. */
export const isGone = (error: unknown, id: string): boolean =>
  error instanceof SandboxError && error.status === 404 && error.absent === id
