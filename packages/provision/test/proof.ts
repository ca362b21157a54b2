// Proofs have a short form for every day and a full one, by INFER_PROVE=full; INFER_PROVE_PART=2/4 is the second of four shares of it.
import {appendFileSync} from 'node:fs'

export const FULL = process.env['INFER_PROVE'] === 'full'

const [part = 1, parts = 1] = (process.env['INFER_PROVE_PART'] ?? '1/1').split('/').map(Number)
export const PART = part
export const PARTS = parts

/** Whether the case of that number belongs to this share. */
export const isMine = (at: number): boolean => at % parts === part - 1

/** What was tried and what came of it, for scripts/prove.mjs: it adds up the numbers of all shares, under these words. */
export function proved(proof: string, counts: Readonly<Record<string, number>>): void {
  const file = process.env['INFER_PROVE_RESULTS']
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({proof, counts})}\n`)
  if (FULL) console.log(`      ${proof}: ${JSON.stringify(counts)}`)
}
