// Cells that say the same in another spelling, as programs that write tables change it: blanks around, 7.0 for 7.
import {missingToken} from './missing-tokens.ts'

/** Plain decimals without leading zeros: 007 is a code, and 1e3 was written by someone who meant it. */
const PLAIN = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/

/** The same text for cells that say the same. */
export function sameCell(text: string): string {
  const trimmed = text.trim()
  if (!PLAIN.test(trimmed)) return trimmed
  return trimmed.includes('.') ? trimmed.replace(/\.?0+$/, '') : trimmed
}

/** A cell without a value: a token of the real table's, or a blank. */
export const isMissing = (text: string, missing: readonly string[]): boolean =>
  missing.includes(text) || missingToken(text) === 'blank'
