// A Bloom filter (Bloom, 1970) of the real texts, kept small on purpose: it also says yes to many texts that were never
// there, so that a yes proves nothing about a person, while a no is certain.

export interface SeenFilter {
  /** Bits, base64. */
  readonly bits: string
  /** A text that was never there is called seen with probability 2^-hashes. */
  readonly hashes: number
}

/** Bits a text: hashes / ln 2 fills half of them, the optimum. */
export function learnSeen(texts: Iterable<string>, size: number, hashes: number): SeenFilter {
  const bytes = new Uint8Array(Math.max(8, Math.ceil((size * hashes) / Math.LN2 / 8)))
  for (const text of texts) {
    for (const bit of bitsOf(text, hashes, bytes.length * 8)) bytes[bit >>> 3]! |= 1 << (bit & 7)
  }
  return {bits: Buffer.from(bytes).toString('base64'), hashes}
}

/** Never false for a text the filter learnt. */
export function seenIn(filter: SeenFilter): (text: string) => boolean {
  const bytes = Buffer.from(filter.bits, 'base64')
  return text =>
    bitsOf(text, filter.hashes, bytes.length * 8).every(bit => (bytes[bit >>> 3]! & (1 << (bit & 7))) !== 0)
}

/** Two hashes, combined (Kirsch and Mitzenmacher, 2006). */
function bitsOf(text: string, hashes: number, size: number): number[] {
  let first = 0x811c9dc5
  let second = 0x9747b28c
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    first = Math.imul(first ^ unit, 0x01000193)
    second = Math.imul(second ^ unit, 0x5bd1e995)
    second ^= second >>> 15
  }
  first ^= first >>> 16
  second = Math.imul(second ^ (second >>> 13), 0x85ebca6b) | 1
  return Array.from({length: hashes}, (_, i) => ((first + Math.imul(i, second)) >>> 0) % size)
}
