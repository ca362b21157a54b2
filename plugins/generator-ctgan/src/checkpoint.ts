// How far a training is, as one file: the trainer's states, the best weights so far, the time it took.
import {errorCode, type RunContext} from '@inferloop/contract'
import * as t from '@inferloop/tensor'
import type {WeightShapes} from './networks.ts'
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
  const whole = t.decodeCheckpoint(bytes)
  const {[FACTS]: facts, ...kept} = whole.states
  const [seconds = 0, epoch = -1, score = 0] = facts ?? []
  const isBest = ([name]: readonly [string, Float32Array]) => name.startsWith(BEST)
  const weights = Object.entries(kept).filter(isBest)
  const states = Object.fromEntries(Object.entries(kept).filter(one => !isBest(one)))
  const best = {
    weights: Object.fromEntries(weights.map(([name, values]) => [name.slice(BEST.length), values])),
    epoch,
    score,
  }
  return {checkpoint: {...whole, states}, before: {seconds, best: epoch < 0 ? undefined : best}}
}

/** What a checkpoint has to fit. */
export interface Fitting {
  /** Of the weights that are kept as the best. */
  readonly shapes: WeightShapes
  /** Steps of the whole training. */
  readonly last: number
}

/** A trainer that goes on from what was kept; from the start where nothing was, or nothing that fits. */
export async function openKept<Report extends string>(
  step: t.TrainingStep<Report>,
  options: t.TrainerOptions,
  fitting: Fitting,
  run: RunContext,
): Promise<{readonly trainer: t.Trainer<Report>; readonly before?: Before}> {
  const bytes = await run.kept?.read()
  if (bytes === undefined) return {trainer: await t.openTrainer(step, options)}
  try {
    const {checkpoint, before} = decodeProgress(bytes)
    const fault = faultOf(checkpoint, before, fitting)
    if (fault !== undefined) throw new Error(fault)
    const trainer = await t.openTrainer(step, {...options, resume: checkpoint})
    run.log(`goes on after ${checkpoint.steps} steps that were kept`)
    return {trainer, before}
  } catch (error) {
    if (errorCode(error) === 'INFER_ONNX_UNAVAILABLE') throw error
    run.log(`what was kept cannot be used, training begins anew: ${(error as Error).message}`)
    return {trainer: await t.openTrainer(step, options)}
  }
}

function faultOf(
  {steps}: t.Checkpoint,
  {best, seconds}: Before,
  {shapes, last}: Fitting,
): string | undefined {
  if (!(Number.isSafeInteger(steps) && steps >= 0 && steps <= last)) return `${steps} steps of ${last}`
  if (!(Number.isFinite(seconds) && seconds >= 0)) return `${seconds} seconds`
  if (best === undefined) return undefined
  if (!Number.isFinite(best.epoch) || !Number.isFinite(best.score)) return 'the best epoch is no number'
  for (const {name, shape} of shapes) {
    const weights = best.weights[name]
    if (weights?.length !== t.sizeOf(shape) || !weights.every(Number.isFinite))
      return `the best ${name} is not as it should be`
  }
  return undefined
}
