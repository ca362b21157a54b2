// Ids, addresses and names that look as clouds make them, all drawn from one seed.
import {createHash} from 'node:crypto'
import type {ResourceKind} from '@inferloop/contract'
import {KIND_FACTS} from '../kind-facts.ts'
import type {CloudState} from './state.ts'

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

export function drawId(state: CloudState, kind: ResourceKind): string {
  state.made += 1
  return `${KIND_FACTS[kind]!.prefix}-0${digest(`${state.seed} ${state.made}`).slice(0, 16)}`
}

/** A number from 0 to below `limit` that is always the same for the same text. */
export const drawn = (text: string, limit: number): number =>
  Number.parseInt(digest(text).slice(0, 8), 16) % limit

/** An address within an IPv4 block that leaves out the first four and the last, as clouds do. */
export function addressIn(cidr: string, text: string): string {
  const [base = '', bits = '16'] = cidr.split('/')
  if (base.includes(':')) return `${base.replace(/::?$/, '')}::${(drawn(text, 65_000) + 16).toString(16)}`
  const room = Math.max(1, 2 ** (32 - Number(bits)) - 5)
  const start = base.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  const address = start + 4 + drawn(text, room)
  return [24, 16, 8, 0].map(shift => Math.floor(address / 2 ** shift) % 256).join('.')
}

/** Of the block RFC 5737 keeps for examples. */
export const publicAddress = (text: string): string => `203.0.113.${1 + drawn(text, 254)}`
