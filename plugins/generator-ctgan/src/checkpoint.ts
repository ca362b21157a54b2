// How far a training is, as one file: the trainer's states, the best weights so far, the time it took.
import type {RunContext} from '@inferloop/contract'
import * as t from '@inferloop/tensor'
import type {Trained} from './train.ts'

export interface Before {
  readonly best: Trained | undefined
  /** Trained so far. */
  readonly seconds: number
}

const BEST = 'best.'
const FACTS = 'facts'

export function encodeProgress(checkpoint: t.Checkpoint, {best, seconds}: Before): Uint8Array {
  const weights = Object.entries(best?.weights ?? {}).map(([name, values]) => [`${BEST}${name}`, values])
  const facts = Float32Array.of(seconds, best?.epoch ?? -1, best?.score ?? 0)
  return t.encodeCheckpoint({
    ...checkpoint,
    states: {...checkpoint.states, ...Object.fromEntries(weights), [FACTS]: facts},
  })
}

export function decodeProgress(bytes: Uint8Array): {
  readonly checkpoint: t.Checkpoint
  readonly before: Before
} {
  const checkpoint = t.decodeCheckpoint(bytes)
  const [seconds = 0, epoch = -1, score = 0] = checkpoint.states[FACTS] ?? []
  const weights = Object.fromEntries(
    Object.entries(checkpoint.states).flatMap(([name, values]) =>
      name.startsWith(BEST) ? [[name.slice(BEST.length), values]] : [],
    ),
  )
  return {checkpoint, before: {seconds, best: epoch < 0 ? undefined : {weights, epoch, score}}}
}

/** A trainer that goes on from what was kept; from the start where nothing was, or nothing that fits. */
export async function openKept<Report extends string>(
  step: t.TrainingStep<Report>,
  options: t.TrainerOptions,
  run: RunContext,
): Promise<{readonly trainer: t.Trainer<Report>; readonly before?: Before}> {
  const bytes = await run.kept?.read()
  if (bytes === undefined) return {trainer: await t.openTrainer(step, options)}
  try {
    const {checkpoint, before} = decodeProgress(bytes)
    const trainer = await t.openTrainer(step, {...options, resume: checkpoint})
    run.log(`goes on after ${checkpoint.steps} steps that were kept`)
    return {trainer, before}
  } catch (error) {
    run.log(`what was kept cannot be used, training begins anew: ${(error as Error).message}`)
    return {trainer: await t.openTrainer(step, options)}
  }
}
