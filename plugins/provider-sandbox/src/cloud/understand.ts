// Requests over HTTP, understood: method and path to what is asked.
import {RESOURCE_KINDS, type Inputs, type Json, type OwnerTags, type ResourceKind} from '@inferloop/contract'
import {refuse} from './reply.ts'
import type {Action, Reply} from './state.ts'

export interface CloudRequest {
  readonly method: string
  /** With its query. */
  readonly url: string
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

export type Understood = {readonly action: Action} | {readonly refused: Reply}

const no = (status: number, code: string, message: string): Understood => ({
  refused: refuse(status, code, message),
})

export function understand({method, url, headers, body}: CloudRequest): Understood {
  const {pathname, searchParams} = new URL(url, 'http://sandbox')
  const [version, room, first, second, third, fourth] = pathname.slice(1).split('/').map(decodeURIComponent)
  const opId = headers['x-infer-op'] ?? ''
  if (version !== 'v1') return no(404, 'NoSuchRoute', `nothing answers at ${pathname}`)
  if (room === 'account' && method === 'GET') return {action: {is: 'account', opId}}
  if (room === 'markers' && method === 'PUT' && first !== undefined)
    return {action: {is: 'mark', marker: first, opId}}
  if (room !== 'things' || first === undefined)
    return no(404, 'NoSuchRoute', `nothing answers at ${pathname}`)
  if (!Object.hasOwn(RESOURCE_KINDS, first)) return no(400, 'NoSuchKind', `there is no kind ${first}`)
  const kind = first as ResourceKind
  const parsed = method === 'POST' || method === 'PATCH' ? jsonOf(body) : {}
  if (parsed === undefined) return no(400, 'BadJson', 'the body is no JSON object')
  if (second === undefined) {
    if (method === 'GET') return {action: {is: 'find', kind, opId, ...query(searchParams)}}
    if (method === 'POST')
      return {action: {...bodyOf(parsed), ...addressed(parsed), is: 'create', kind, opId}}
    return no(405, 'NoSuchMethod', `${method} means nothing here`)
  }
  const id = second
  if (third === 'operations' && method === 'POST' && fourth !== undefined)
    return {action: {is: 'operate', kind, id, name: fourth, opId}}
  if (third === 'health' && method === 'GET') return {action: {is: 'health', kind, id, opId}}
  if (third === 'logs' && method === 'GET')
    return {action: {is: 'logs', kind, id, opId, lines: Number(searchParams.get('lines') ?? 100)}}
  if (third !== undefined) return no(404, 'NoSuchRoute', `nothing answers at ${pathname}`)
  if (method === 'GET') return {action: {is: 'read', kind, id, opId}}
  if (method === 'DELETE') return {action: {is: 'delete', kind, id, opId}}
  if (method === 'PATCH') return {action: {...bodyOf(parsed), is: 'update', kind, id, opId}}
  return no(405, 'NoSuchMethod', `${method} means nothing here`)
}

type Body = Readonly<Record<string, Json>>

function jsonOf(body: string): Body | undefined {
  try {
    const parsed: unknown = body === '' ? {} : JSON.parse(body)
    return parsed !== null && typeof parsed === 'object' && !Array.isArray(parsed)
      ? (parsed as Body)
      : undefined
  } catch {
    return undefined
  }
}

const bodyOf = ({inputs, tags, secrets, region}: Body) => ({
  inputs: (inputs ?? {}) as Inputs,
  tags: (tags ?? {}) as Partial<OwnerTags>,
  secrets: (secrets ?? {}) as Record<string, string>,
  region: typeof region === 'string' ? region : 'eu-1',
})

const addressed = ({token, name, marker}: Body) => ({
  ...(typeof token === 'string' && {token}),
  ...(typeof name === 'string' && {name}),
  ...(typeof marker === 'string' && {marker}),
})

function query(search: URLSearchParams): {tags: Partial<OwnerTags>; after?: string} {
  const after = search.get('after')
  const tags = [...search].filter(([name]) => name.startsWith('infer-'))
  return {tags: Object.fromEntries(tags), ...(after !== null && {after})}
}
