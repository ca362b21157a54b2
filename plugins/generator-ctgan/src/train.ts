// The training loop: epochs, validation, the best so far, and when to end.
import type {RunContext} from '@inferloop/contract'
import * as t from '@inferloop/tensor'
import {foldNorms} from './fold.ts'
import type {Layout} from './layout.ts'
import type {Weights} from './model.ts'
import type {Settings} from './options.ts'
import {trainingStep} from './step.ts'

/** Steps between two validations, at least; a whole number of epochs. */
const STEPS_BETWEEN = 50
const MOST_STEPS_A_CALL = 20
/** Of what one call is fed with. */
const MOST_BYTES_A_CALL = 3e7

export interface Training {
  readonly layout: Layout
  readonly settings: Settings
  /** Rows that are learnt. */
  readonly rows: number
  readonly feed: t.Feed
  readonly score: (weights: Weights) => Promise<number>
}

export interface Trained {
  /** Of the epoch with the best score. */
  readonly weights: Weights
  readonly epoch: number
  readonly score: number
  /** Epochs trained. */
  readonly epochs: number
}

/** @throws the signal's reason when it is aborted; InferError INFER_ONNX_UNAVAILABLE */
export async function train(
  {layout, settings, rows, feed, score}: Training,
  run: RunContext,
): Promise<Trained> {
  const {epochs, patience, maxTime, generator, discriminatorSteps} = settings
  const epochSteps = Math.max(1, Math.floor(rows / settings.batch)) * discriminatorSteps
  const between = epochSteps * Math.ceil(STEPS_BETWEEN / epochSteps)
  const last = epochs * epochSteps
  const began = performance.now()
  const elapsed = () => (performance.now() - began) / 1000
  const trainer = await t.openTrainer(trainingStep(layout, settings), {
    random: run.random.split('training'),
    feed,
  })
  try {
    const most = stepsACall(layout, settings)
    let best: Trained | undefined
    let note = ''
    for (;;) {
      const done = trainer.steps()
      run.progress({phase: 'fit', done: Math.floor(done / epochSteps), total: epochs, unit: 'epochs', note})
      await turn()
      run.signal.throwIfAborted()
      const isLate = elapsed() >= maxTime
      if (done > 0 && (done % between === 0 || done === last || isLate)) {
        const weights = foldNorms(trainer.states(), generator.layers)
        const epoch = done / epochSteps
        const now = {weights, epoch, score: await score(weights), epochs: epoch}
        if (best === undefined || now.score < best.score) best = now
        else best = {...best, epochs: epoch}
        note = `${note.split(', validation')[0]}, validation ${now.score.toFixed(4)}${best === now ? '' : `, best ${best.score.toFixed(4)} at epoch ${Math.floor(best.epoch)}`}`
        run.log(`epoch ${Math.floor(epoch)}: ${note}`)
        if (done === last || isLate || epoch - best.epoch >= patience) break
      }
      const left = Math.min(last, (Math.floor(done / between) + 1) * between) - done
      const report = await trainer.run(Math.min(most, left))
      const validated = note.includes(', validation') ? `, validation${note.split(', validation')[1]}` : ''
      note = `loss ${mean(report.discriminator)} and ${mean(report.generator)}${validated}`
    }
    run.progress({phase: 'fit', done: epochs, total: epochs, unit: 'epochs', note})
    return best
  } finally {
    await trainer.close()
  }
}

/** Bytes fed and drawn for one step decide how many go into a call. */
function stepsACall(layout: Layout, {batch, noise}: Settings): number {
  const numbers = batch * (2 * noise + 3 * layout.width + 3 * layout.conditions)
  return Math.max(1, Math.min(MOST_STEPS_A_CALL, Math.floor(MOST_BYTES_A_CALL / (4 * numbers))))
}

const mean = (losses: Float32Array): string => (losses.reduce((a, b) => a + b, 0) / losses.length).toFixed(2)

/** Lets signals and the screen have their turn. */
const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))
