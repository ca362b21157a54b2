// What a call to the cloud can end in but success, and what that means for a second try.
import type {Explained} from '@inferloop/contract'

export class SandboxError extends Error {
  readonly explained: Explained
  /** 0 where there was no answer. */
  readonly status: number
  /** The id the API itself said is not there. */
  readonly absent: string | undefined

  constructor(
    explained: Explained,
    {
      status = 0,
      absent,
      cause,
    }: {readonly status?: number; readonly absent?: string; readonly cause?: unknown} = {},
  ) {
    super(`${explained.call}: ${explained.message} (${explained.code})`, cause === undefined ? {} : {cause})
    this.name = 'SandboxError'
    this.explained = explained
    this.status = status
    this.absent = absent
  }
}

export function explain(error: unknown): Explained {
  const {explained} = (error ?? {}) as {explained?: Explained}
  if (explained !== undefined) return explained
  return {
    code: 'Unknown',
    retryable: false,
    ambiguous: true,
    call: 'unknown',
    message: error instanceof Error ? error.message : String(error),
    fix: 'run it again with --verbose; it goes on where it stopped',
  }
}

/** By the status of an answer. A 500 may have been done all the same. */
export const verdictOf = (status: number): Pick<Explained, 'retryable' | 'ambiguous'> => ({
  retryable: status === 429 || status >= 500,
  ambiguous: status === 500 || status === 502 || status === 504,
})

const FIXES: Readonly<Record<string, string>> = {
  AccessDenied: 'infer deploy providers --test sandbox',
  QuotaExceeded: 'raise faults.quota of the sandbox, or remove what is not needed',
  ConnectionLost: 'infer deploy providers --test sandbox',
  AlreadyExists: 'choose another name, or take the thing over: infer deploy adopt',
  DependencyViolation: 'remove what needs it first',
  InvalidReference: 'deploy what it refers to first',
  Throttled: 'wait a little; infer does',
  Unavailable: 'wait a little; infer does',
  NotFound: 'infer deploy drift',
  FolderGone: 'put the folder back; where it is gone for good, remove what is remembered of the stack, too',
}

export const fixFor = (code: string): string =>
  FIXES[code] ?? 'read the message; infer deploy validate checks the stack file'
