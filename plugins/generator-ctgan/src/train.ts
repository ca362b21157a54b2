// The training loop: epochs, validation, the best so far, and when to end.
import {InferError, type RunContext} from '@inferloop/contract'
import type * as t from '@inferloop/tensor'
import {encodeProgress, openKept} from './checkpoint.ts'
import {foldNorms} from './fold.ts'
import type {Layout} from './layout.ts'
import type {Weights} from './model.ts'
import type {WeightShapes} from './networks.ts'
import type {Settings} from './options.ts'
import {trainingStep} from './step.ts'

/** Steps between two validations, at least; a whole number of epochs. */
const STEPS_BETWEEN = 50
/** Validations without a better one before training ends, at least: in small tables many epochs lie between two. */
const LEAST_VALIDATIONS = 5
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
  /** Of the weights that are kept. */
  readonly shapes: WeightShapes
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
 * @throws the signal's reason when it is aborted; InferError INFER_ONNX_UNAVAILABLE, INFER_TRAINING_DIVERGED when weights are no
 * numbers any more before there was anything to keep
 */
export async function train(
  {layout, settings, rows, feed, score, shapes}: Training,
  run: RunContext,
): Promise<Trained> {
  const {epochs, patience, maxTime, keepBest, generator, discriminatorSteps} = settings
  const epochSteps = Math.max(1, Math.floor(rows / settings.batch)) * discriminatorSteps
  const between = epochSteps * Math.ceil(STEPS_BETWEEN / epochSteps)
  const last = epochs * epochSteps
  const patient = Math.max(patience, (LEAST_VALIDATIONS * between) / epochSteps)
  const random = run.random.split('training')
  const opened = performance.now()
  run.progress({phase: 'fit', done: 0, total: epochs, unit: 'epochs', note: 'preparing the networks'})
  const {trainer, before} = await openKept(
    trainingStep(layout, settings),
    {random, feed},
    {shapes, last},
    run,
  )
  let best = before?.best
  let lost: string | undefined
  const began = opened - 1000 * (before?.seconds ?? 0)
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
        const weights = foldNorms(averaged(trainer.states()), generator.layers)
        lost = Object.values(weights).every(one => one.every(Number.isFinite)) ? undefined : `step ${done}`
        if (lost !== undefined) break
        const epoch = done / epochSteps
        // A number that the checkpoint keeps as it is.
        const now = Math.fround(await score(weights))
        if (best === undefined || !keepBest || now < best.score) best = {weights, epoch, score: now}
        validated = `validation ${now.toFixed(4)}`
        if (best.epoch < epoch)
          validated += `, best ${best.score.toFixed(4)} at epoch ${Math.floor(best.epoch)}`
        run.log(`epoch ${Math.floor(epoch)}: ${[losses, validated].filter(part => part !== '').join(', ')}`)
        if (done === last || isLate || epoch - best.epoch >= patient) break
      }
      if (run.kept !== undefined && performance.now() - written >= run.kept.every) {
        await run.kept.write(encodeProgress(trainer.checkpoint(), {best, seconds: elapsed()}))
        written = performance.now()
      }
      const until = Math.min(last, (Math.floor(done / between) + 1) * between)
      const report = await trainer.run(Math.min(most, until - done))
      const off = report.discriminator.findIndex((loss, i) => !Number.isFinite(loss + report.generator[i]!))
      if (off >= 0) lost = `step ${done + off + 1}`
      if (lost !== undefined) break
      losses = `discriminator ${mean(report.discriminator)}, generator ${mean(report.generator)}`
    }
    if (best === undefined) throw diverged(lost!)
    const why = lost === undefined ? '' : `, for losses were no numbers from ${lost} on`
    const at = `epoch ${Math.floor(best.epoch)} of ${Math.floor(trainer.steps() / epochSteps)} trained${why}`
    run.progress({phase: 'fit', done: epochs, total: epochs, unit: 'epochs', note: `kept ${at}`})
    run.log(`kept: ${at}, validation ${best.score.toFixed(4)}`)
    return best
  } finally {
    await trainer.close()
  }
}

const diverged = (where: string): InferError =>
  new InferError('INFER_TRAINING_DIVERGED', {
    message: `Training of ctgan lost its way: from ${where} on losses are no numbers, and no epoch before could be kept.`,
    suggestions: [
      '--option generator-rate=1e-4 --option discriminator-rate=1e-4',
      'infer info generator ctgan: defaults of what was changed',
    ],
  })

/** Bytes fed and drawn for one step decide how many go into a call. */
function stepsACall(layout: Layout, {batch, noise}: Settings): number {
  const numbers = batch * (2 * noise + 3 * layout.width + 3 * layout.conditions)
  return Math.max(1, Math.min(MOST_STEPS_A_CALL, Math.floor(MOST_BYTES_A_CALL / (4 * numbers))))
}

const mean = (losses: Float32Array): string => (losses.reduce((a, b) => a + b, 0) / losses.length).toFixed(2)

/** The averages along training under the names of what they are averages of; the states themselves where none were kept. */
function averaged(states: Weights): Weights {
  const averages = Object.entries(states).flatMap(([name, values]) =>
    name.endsWith('.average') ? [[name.slice(0, -'.average'.length), values] as const] : [],
  )
  return averages.length === 0 ? states : Object.fromEntries(averages)
}

/** Lets signals and the screen have their turn. */
const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))
