// Names of operations: short enough for every tag, label and client token, and never used twice.
import {createHash} from 'node:crypto'
import type {Action} from '../state/snapshot.ts'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567'

export interface OpIdParts {
  readonly lineage: string
  readonly name: string
  readonly incarnation: number
  readonly action: Action
  /** Of the run: no two runs of a stack have one. */
  readonly epoch: number
  /** How many operations the run had begun on this resource before. */
  readonly count: number
}

/** base32 of sha256, 25 characters (125 bits). The same history gives the same names. */
export function opId({lineage, name, incarnation, action, epoch, count}: OpIdParts): string {
  const hash = createHash('sha256')
    .update([lineage, name, incarnation, action, epoch, count].join('|'))
    .digest()
  let bits = 0
  let held = 0
  let text = ''
  for (const byte of hash) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5 && text.length < 25) {
      bits -= 5
      text += LETTERS[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return text
}
