// The name of an operation: the same for the same intent in the same history, so that it is found again after any loss.
import {createHash} from 'node:crypto'
import type {Action} from './snapshot.ts'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'
const LENGTH = 25

export interface Intent {
  readonly lineage: string
  readonly name: string
  readonly incarnation: number
  readonly action: Action
  /** Of the snapshot before the intent is appended. */
  readonly serial: number
}

/**
 * base32 (RFC 4648, small letters) of sha256 over `lineage|name|incarnation|action|serial`, its first 25 characters: 125 bits, fit for every
 * tag, label, name and client token.
 */
export function opIdOf({lineage, name, incarnation, action, serial}: Intent): string {
  const digest = createHash('sha256').update([lineage, name, incarnation, action, serial].join('|')).digest()
  let bits = 0n
  for (const byte of digest) bits = (bits << 8n) | BigInt(byte)
  return Array.from({length: LENGTH}, (_, at) => ALPHABET[Number((bits >> BigInt(251 - 5 * at)) & 31n)]).join(
    '',
  )
}
