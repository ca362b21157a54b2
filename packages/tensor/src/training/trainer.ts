// Trains: many steps a call, with weights and moments kept as the runtime's own tensors between calls.
import {createRandom, type Random, randomFromState} from '@inferloop/random'
import {type Numbers, type Values, zerosOf} from '../dtype.ts'
import {initialValues} from '../layers/weights.ts'
import {checkValues, type Input} from '../model.ts'
import {emit} from '../onnx/emit.ts'
import {type NativeTensor, openSession, type SessionOptions} from '../session.ts'
import {lengthsOf, sizeOf} from '../shape.ts'
import type {Checkpoint} from './checkpoint.ts'
import {fillNoise} from './noise.ts'
import {inputsOfStep, loopOver, STEP_COUNT, type TrainingStep} from './step.ts'

/**
 * Fills what the step is fed with: `into` has an array for each input that is neither state nor table nor noise.
 * `step` counts from 0; whatever is drawn should come from `random`, which is the step's own, so that training taken up again
 * goes on the same way.
 */
export type Feed = (step: number, random: Random, into: Readonly<Record<string, Numbers>>) => void

export interface TrainerOptions extends SessionOptions {
  /** Where weights and noise come from; the stream of seed 0 by default. */
  readonly random?: Random
  readonly feed?: Feed
  /** The step's tables, by name; not copied. */
  readonly tables?: Readonly<Record<string, Values>>
  /** Weights to begin with in place of drawn ones, by name. */
  readonly initial?: Readonly<Record<string, Float32Array>>
  /** Goes on from there: states, step and random stream are those of the checkpoint. */
  readonly resume?: Checkpoint
}

export interface Trainer<Report extends string = string> {
  /**
   * Trains that many steps and gives each report of each step. The thread waits meanwhile: 10 to 20 steps a call keep a program
   * responsive, and calling costs next to nothing.
   *
   * @throws Error while the call before is running, for other numbers than whole ones from 1 on; what `feed` throws
   */
  readonly run: (steps: number) => Promise<Readonly<Record<Report, Float32Array>>>
  /** How many steps have been trained. */
  readonly steps: () => number
  /** A copy of every state by name: weights, and what optimizers keep. */
  readonly states: () => Readonly<Record<string, Float32Array>>
  /** All it takes to go on later. */
  readonly checkpoint: () => Checkpoint
  readonly close: () => Promise<void>
}

/**
 * @throws InferError INFER_ONNX_UNAVAILABLE
 * @throws Error when states, tables or a checkpoint do not fit the step
 */
export async function openTrainer<Report extends string>(
  step: TrainingStep<Report>,
  options: TrainerOptions = {},
): Promise<Trainer<Report>> {
  const {threads = 1, feed, tables = {}, initial = {}, resume} = options
  const random = resume === undefined ? (options.random ?? createRandom(0)) : randomFromState(resume.random)
  const inputs = inputsOfStep(step)
  if (inputs.feeds.length > 0 && feed === undefined)
    throw new Error(`Nothing feeds ${inputs.feeds.map(({name}) => `"${name}"`).join(', ')}`)
  const given: Readonly<Record<string, Values>> = {
    ...tables,
    ...Object.fromEntries(inputs.states.map(one => [one.name, firstValues(one)])),
  }
  const held = [...inputs.tables, ...inputs.states]
  for (const {name, shape, dtype} of held) checkValues(name, given[name], shape, dtype)

  // Nothing that follows throws: the session is the caller's to close.
  const session = await openSession(emit(loopOver(step), {name: 'training'}), {threads})
  const native = (some: readonly Input[]): Readonly<Record<string, NativeTensor>> =>
    Object.fromEntries(
      some.map(({name, shape, dtype}) => [name, session.tensor(given[name]!, lengthsOf(shape), dtype)]),
    )
  const fixed = native(inputs.tables)
  let states = native(inputs.states)
  let done = resume?.steps ?? 0
  let batch = reserve(0)
  let isRunning = false

  function firstValues({name, tensor}: Input): Float32Array {
    if (resume === undefined) return initial[name]?.slice() ?? initialValues(tensor, random.split('initial'))
    const saved = resume.states[name]
    if (saved === undefined) throw new Error(`The checkpoint has no "${name}"`)
    return saved.slice()
  }

  /** Room for what changes from step to step, used again by every call of as many steps. */
  function reserve(steps: number) {
    const stacked = [...inputs.noise, ...inputs.feeds].map(one => {
      const values = zerosOf(one.dtype, steps * sizeOf(one.shape)) as Numbers
      return {...one, values, tensor: session.tensor(values, [steps, ...lengthsOf(one.shape)], one.dtype)}
    })
    const slices = Array.from({length: steps}, (_, i) =>
      Object.fromEntries(
        stacked.map(({name, shape, values}) => {
          const size = sizeOf(shape)
          return [name, values.subarray(i * size, (i + 1) * size)]
        }),
      ),
    )
    return {steps, slices, feeds: Object.fromEntries(stacked.map(({name, tensor}) => [name, tensor]))}
  }

  function draw(number: number, into: Readonly<Record<string, Numbers>>): void {
    const stream = random.split(number)
    const noise = stream.split('noise')
    for (const {name, tensor} of inputs.noise)
      fillNoise(into[name]!, tensor.node.source!.noise!, noise.split(name))
    feed?.(number, stream.split('feed'), into)
  }

  async function train(steps: number): Promise<Record<Report, Float32Array>> {
    if (batch.steps !== steps) batch = reserve(steps)
    batch.slices.forEach((into, i) => draw(done + i, into))
    const count = session.tensor(BigInt64Array.of(BigInt(steps)), [], 'int64')
    const results = await session.run({[STEP_COUNT]: count, ...fixed, ...batch.feeds, ...states})
    states = Object.fromEntries(inputs.states.map(({name}) => [name, results[`next.${name}`]!]))
    done += steps
    const reports = Object.keys(step.reports).map(name => [name, results[name]!.data as Float32Array])
    return Object.fromEntries(reports) as Record<Report, Float32Array>
  }

  const copies = () =>
    Object.fromEntries(inputs.states.map(({name}) => [name, (states[name]!.data as Float32Array).slice()]))

  return {
    async run(steps) {
      if (isRunning) throw new Error('The call before is still running: await it')
      if (!Number.isInteger(steps) || steps < 1)
        throw new Error(`Steps should be a whole number from 1 on, were ${steps}`)
      isRunning = true
      try {
        return await train(steps)
      } finally {
        isRunning = false
      }
    },
    steps: () => done,
    states: copies,
    checkpoint: () => ({steps: done, random: random.state, states: copies()}),
    close: session.close,
  }
}
