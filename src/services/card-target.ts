// Whether and where the data card of an output is written.
import {open, stat} from 'node:fs/promises'
import type {GenerateOptions} from './generate-options.ts'
import {cardPathOf} from './data-card.ts'
import {checkTarget} from './target.ts'

/** How a card of ours begins. */
const MARK = '"card": "infer data card"'

export interface CardTarget {
  readonly path: string
  readonly replace: boolean
}

/**
 * Devices and pipes get none. The card of an earlier run is replaced: it tells of a file that this one takes the place of, or that is gone.
 *
 * @throws InferError INFER_OUTPUT_EXISTS when something else has the card's name and `force` is not given, as `checkTarget`
 */
export async function cardTarget(
  output: string,
  named: readonly string[],
  given: Pick<GenerateOptions, 'force' | 'confirmReplace'>,
): Promise<CardTarget | undefined> {
  const found = await stat(output).catch(() => undefined)
  if (found !== undefined && !found.isFile()) return undefined
  const path = cardPathOf(output)
  const force = given.force === true || (await isCard(path))
  return {path, replace: await checkTarget(path, '--output', named, {...given, force})}
}

/** A card of ours beside an output that is to have none: it tells of a file that is replaced. */
export async function staleCard(output: string): Promise<string | undefined> {
  const path = cardPathOf(output)
  return (await isCard(path)) ? path : undefined
}

async function isCard(path: string): Promise<boolean> {
  const info = await stat(path).catch(() => undefined)
  if (info?.isFile() !== true) return false
  const file = await open(path).catch(() => undefined)
  if (file === undefined) return false
  try {
    const {buffer, bytesRead} = await file.read(Buffer.alloc(64), 0, 64, 0)
    return buffer.subarray(0, bytesRead).includes(MARK)
  } finally {
    await file.close()
  }
}
