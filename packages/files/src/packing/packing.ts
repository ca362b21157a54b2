// What a file is packed with: by the ending of its name, and by its first bytes.
import type {Packing} from '@inferloop/contract'

const ENDINGS: readonly [ending: RegExp, packing: Packing][] = [
  [/\.gz$/i, 'gzip'],
  [/\.zst$/i, 'zstd'],
  [/\.zip$/i, 'zip'],
]

/** `data.csv.gz` is `data.csv` packed with gzip. */
export function packingOfPath(path: string): {readonly inner: string; readonly packing: Packing | undefined} {
  const found = ENDINGS.find(([ending]) => ending.test(path))
  return found === undefined
    ? {inner: path, packing: undefined}
    : {inner: path.replace(found[0], ''), packing: found[1]}
}

export const endingOfPacking: Readonly<Record<Packing, string>> = {gzip: '.gz', zstd: '.zst', zip: '.zip'}

/** Excel workbooks are zip archives, too. */
export function packingOfBytes(head: Buffer): Packing | undefined {
  const start = head.toString('latin1', 0, 4)
  if (start.startsWith('\x1f\x8b')) return 'gzip'
  if (start === '\x28\xb5\x2f\xfd') return 'zstd'
  return start === 'PK\x03\x04' ? 'zip' : undefined
}
