// The training loop: epochs, validation, the best so far, and when to end.
import type {RunContext} from '@inferloop/contract'
import type * as t from '@inferloop/tensor'
import {encodeProgress, openKept} from './checkpoint.ts'
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
  /** Of the table: an epoch has as many steps as they have batches. Rows are drawn with replacement, so held out ones count too. */
  readonly rows: number
  readonly feed: t.Feed
  readonly score: (weights: Weights) => Promise<number>
}

/** The best there was. */
export interface Trained {
  readonly weights: Weights
  readonly epoch: number
  readonly score: number
}

/**
 * Goes on where the same training was left, when `run.kept` has it.
 *
 * @throws the signal's reason when it is aborted; InferError INFER_ONNX_UNAVAILABLE
 */
export async function train(
  {layout, settings, rows, feed, score}: Training,
  run: RunContext,
): Promise<Trained> {
  const {epochs, patience, maxTime, keepBest, generator, discriminatorSteps} = settings
  const epochSteps = Math.max(1, Math.floor(rows / settings.batch)) * discriminatorSteps
  const between = epochSteps * Math.ceil(STEPS_BETWEEN / epochSteps)
  const last = epochs * epochSteps
  const random = run.random.split('training')
  const {trainer, before} = await openKept(trainingStep(layout, settings), {random, feed}, run)
  let best = before?.best
  const began = performance.now() - 1000 * (before?.seconds ?? 0)
  const elapsed = () => (performance.now() - began) / 1000
  try {
    const most = stepsACall(layout, settings)
    let [losses, validated] = ['', '']
    let written = performance.now()
    for (;;) {
      const done = trainer.steps()
      const left = Number.isFinite(maxTime) ? {left: Math.max(0, maxTime - elapsed())} : {}
      const note = [losses, validated].filter(part => part !== '').join(', ')
      run.progress({
        phase: 'fit',
        done: Math.floor(done / epochSteps),
        total: epochs,
        unit: 'epochs',
        note,
        ...left,
      })
      await turn()
      run.signal.throwIfAborted()
      const isLate = elapsed() >= maxTime
      if (done > 0 && (done % between === 0 || done === last || isLate)) {
        const weights = foldNorms(trainer.states(), generator.layers)
        const epoch = done / epochSteps
        // A number that the checkpoint keeps as it is.
        const now = Math.fround(await score(weights))
        if (best === undefined || !keepBest || now < best.score) best = {weights, epoch, score: now}
        validated = `validation ${now.toFixed(4)}`
        if (best.epoch < epoch)
          validated += `, best ${best.score.toFixed(4)} at epoch ${Math.floor(best.epoch)}`
        run.log(`epoch ${Math.floor(epoch)}: ${[losses, validated].filter(part => part !== '').join(', ')}`)
        if (done === last || isLate || epoch - best.epoch >= patience) break
      }
      if (run.kept !== undefined && performance.now() - written >= run.kept.every) {
        await run.kept.write(encodeProgress(trainer.checkpoint(), {best, seconds: elapsed()}))
        written = performance.now()
      }
      const until = Math.min(last, (Math.floor(done / between) + 1) * between)
      const report = await trainer.run(Math.min(most, until - done))
      losses = `discriminator ${mean(report.discriminator)}, generator ${mean(report.generator)}`
    }
    const at = `epoch ${Math.floor(best.epoch)} of ${Math.floor(trainer.steps() / epochSteps)} trained`
    run.progress({phase: 'fit', done: epochs, total: epochs, unit: 'epochs', note: `kept ${at}`})
    run.log(`kept: ${at}, validation ${best.score.toFixed(4)}`)
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
