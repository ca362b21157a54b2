// Calls of the sandbox's HTTP API: one request each, an answer whose shape was looked at, or a SandboxError. Never tries twice.
import {errorCode, type Call, type Explained, type Json, type ProviderIo} from '@inferloop/contract'
import {fixFor, SandboxError, verdictOf} from './sandbox-error.ts'

export interface Request {
  /** For people: `CreateThing`. */
  readonly call: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: readonly string[]
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly body?: Json
}

export type Answer = Readonly<Record<string, Json>>
export type Wire = (request: Request, call: Pick<Call, 'opId' | 'deadline' | 'signal'>) => Promise<Answer>

/**
 * @throws SandboxError for any answer but 2xx with a JSON object, a connection that broke, a deadline that passed; the signal's reason
 * when it is aborted
 */
export function createWire(endpoint: string, io: ProviderIo): Wire {
  return async (request, {opId, deadline, signal}) => {
    const both = AbortSignal.any([signal, io.signal])
    both.throwIfAborted()
    const isMutating = request.method !== 'GET'
    const left = deadline - io.clock.now()
    const late = (ambiguous: boolean): SandboxError =>
      failure(request, 'Timeout', 'it took longer than it may', {retryable: true, ambiguous})
    if (left <= 0) throw late(false)
    const timeout = new AbortController()
    const timer = setTimeout(() => timeout.abort(), Math.min(left, 2 ** 31 - 1))
    try {
      const response = await io.fetch(addressOf(endpoint, request), {
        method: request.method,
        headers: {
          'x-infer-op': opId,
          ...(request.body !== undefined && {'content-type': 'application/json'}),
        },
        ...(request.body !== undefined && {body: JSON.stringify(request.body)}),
        signal: AbortSignal.any([both, timeout.signal]),
      })
      const text = await response.text()
      io.log(`${request.call} ${request.path.at(-1)}: ${response.status}`)
      return understood(request, response, text)
    } catch (error) {
      both.throwIfAborted()
      if (error instanceof SandboxError) throw error
      if (timeout.signal.aborted) throw late(isMutating)
      // Of a cloud in a folder: no other try finds what is gone, and nothing was done.
      if (errorCode(error) === 'INFER_PROVIDER_UNREACHABLE')
        throw failure(
          request,
          'FolderGone',
          (error as Error).message,
          {retryable: false, ambiguous: false},
          {cause: error},
        )
      const verdict = {retryable: true, ambiguous: isMutating}
      throw failure(request, 'ConnectionLost', `the connection broke: ${reasonOf(error)}`, verdict, {
        cause: error,
      })
    } finally {
      clearTimeout(timer)
    }
  }
}

function addressOf(endpoint: string, {path, query = {}}: Request): string {
  const given = Object.entries(query).filter((one): one is [string, string] => one[1] !== undefined)
  const search = given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`
  return `${endpoint.replace(/\/$/, '')}/${path.map(encodeURIComponent).join('/')}${search}`
}

function understood(request: Request, response: Response, text: string): Answer {
  const requestId = response.headers.get('x-request-id') ?? undefined
  const answer = objectIn(text)
  if (response.ok && answer !== undefined) return answer
  const named = requestId === undefined ? {} : {requestId}
  if (response.ok)
    throw failure(request, 'BadAnswer', 'the answer is no JSON object', {
      retryable: request.method === 'GET',
      ambiguous: request.method !== 'GET',
      ...named,
    })
  const {code, message, id} = (answer?.['error'] ?? {}) as Record<string, string>
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  const explained = {
    ...verdictOf(response.status),
    ...named,
    ...(Number.isFinite(seconds) && {retryAfterMs: seconds * 1000}),
  }
  const says = message ?? `the answer was ${response.status}`
  throw failure(request, code ?? `HTTP ${response.status}`, says, explained, {
    status: response.status,
    // Only an answer that names what it looked for proves that it is gone.
    ...(code === 'NotFound' && id !== undefined && {absent: id}),
  })
}

export const failure = (
  {call}: Pick<Request, 'call'>,
  code: string,
  message: string,
  verdict: Pick<Explained, 'retryable' | 'ambiguous' | 'requestId' | 'retryAfterMs'>,
  more: ConstructorParameters<typeof SandboxError>[1] = {},
): SandboxError => new SandboxError({code, call, message, fix: fixFor(code), ...verdict}, more)

function objectIn(text: string): Answer | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    return parsed !== null && typeof parsed === 'object' && !Array.isArray(parsed)
      ? (parsed as Answer)
      : undefined
  } catch {
    return undefined
  }
}

const reasonOf = (error: unknown): string => {
  const {message, cause} = error as Error
  return cause instanceof Error ? cause.message : message
}
