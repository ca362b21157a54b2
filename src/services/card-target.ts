// Whether and where the data card of an output is written.
import {open, stat} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'
import {InferError} from '@inferloop/contract'
import type {GenerateOptions} from './generate-options.ts'
import {cardPathOf} from './data-card.ts'
import {checkTarget, isSame} from './target.ts'

/** How a card of ours begins. */
const MARK = '"card": "infer data card"'

export interface CardTarget {
  readonly path: string
  readonly replace: boolean
}

/**
 * Devices and pipes get none. The card of an earlier run is replaced: it tells of a file that this one takes the place of, or that is gone.
 *
 * @throws InferError INFER_OUTPUT_EXISTS when something else has the card's name and `force` is not given, as `checkTarget`; INFER_OPTION when the model
 * or what is read has it
 */
export async function cardTarget(
  output: string,
  {reads, model}: {readonly reads: readonly string[]; readonly model: string | undefined},
  given: Pick<GenerateOptions, 'force' | 'confirmReplace'>,
): Promise<CardTarget | undefined> {
  const found = await stat(output).catch(() => undefined)
  if (found !== undefined && !found.isFile()) return undefined
  const path = cardPathOf(output)
  await refuseSame(path, output, reads, model)
  const force = given.force === true || (await isCard(path))
  return {path, replace: await checkTarget(path, '--output', [], {...given, force})}
}

/** What else was given the card's name, under the flag it came by. */
async function refuseSame(
  path: string,
  output: string,
  reads: readonly string[],
  model: string | undefined,
): Promise<void> {
  const goes = `the data card of ${output} goes there: one would take the other's place`
  if (model !== undefined && (await isSame(path, model)))
    throw new InferError('INFER_OPTION', {
      message: `--save-model is ${model}, and ${goes}.`,
      suggestions: [`--save-model ${modelBeside(output)}`, '--no-card'],
    })
  for (const read of reads)
    if (await isSame(path, read))
      throw new InferError('INFER_OPTION', {
        message: `${read} is read, and ${goes}.`,
        suggestions: ['--no-card', 'another name with --output'],
      })
}

const modelBeside = (output: string): string =>
  join(dirname(output), `${basename(output).replace(/(?<=.)\..*$/, '')}.infer`)

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
