// How much a model file may ask of its reader; checked before memory is taken, and by the writer too.

export interface Limits {
  /** Bytes of the file itself. */
  readonly fileBytes: number
  /** Bytes of all entries together, inflated. */
  readonly totalBytes: number
  /** Bytes of manifest.json and of generator.json, each, inflated. */
  readonly jsonBytes: number
  /** Nested lists and objects in either. */
  readonly jsonDepth: number
  /** Entries of the zip; the format without its 64-bit extension ends at 65,534. */
  readonly entries: number
  /** Inflated bytes for each byte of the file, asked of entries that together exceed `ratioFreeBytes`. */
  readonly ratio: number
  readonly ratioFreeBytes: number
  /** Columns of the table: each costs memory with every batch of rows. */
  readonly columns: number
  /** UTF-16 code units of a name, label, constant, prefix or any other text that is written into cells. */
  readonly textCharacters: number
}

const MIB = 2 ** 20

export const LIMITS: Limits = {
  fileBytes: 2_112 * MIB,
  totalBytes: 2_048 * MIB,
  jsonBytes: 64 * MIB,
  jsonDepth: 100,
  entries: 60_000,
  ratio: 200,
  ratioFreeBytes: 64 * MIB,
  columns: 50_000,
  textCharacters: MIB,
}

/** Most bytes the entries of a file of this size may inflate to. */
export function mostBytes(fileBytes: number, limits: Limits): number {
  return Math.min(limits.totalBytes, Math.max(limits.ratioFreeBytes, fileBytes * limits.ratio))
}
