import {expect} from 'chai'
import {readFileSync} from 'node:fs'
import * as t from '../src/index.ts'
import {inputsOfStep} from '../src/training/step.ts'
import {criticStep} from './networks/critic.ts'
import {lehmer} from './networks/lehmer.ts'
import {tvaeStep} from './networks/tvae.ts'

type Arrays = Readonly<Record<string, readonly number[]>>

interface Fixture {
  readonly steps: readonly {
    readonly reports: Readonly<Record<string, number>>
    readonly gradients: Arrays
    readonly penaltyGradients?: Arrays
  }[]
  readonly weights: Arrays
}

const FIXTURES = JSON.parse(
  readFileSync(new URL('fixtures/networks.json', import.meta.url), 'utf8'),
) as Readonly<Record<'critic' | 'tvae', Fixture>>

const ROWS = 20
const WIDTH = 8
const segments: t.Segment[] = [
  {activation: 'tanh', width: 1},
  {activation: 'softmax', width: 2},
  {activation: 'softmax', width: 3},
  {activation: 'softmax', width: 2},
]

/** The same as `table` in fixtures/networks.py. */
function table(): Float32Array {
  const data = new Float32Array(ROWS * WIDTH)
  const numbers = lehmer(900, ROWS)
  for (let row = 0; row < ROWS; row++) {
    data[row * WIDTH] = numbers[row]! * 0.9
    let at = row * WIDTH + 1
    for (const n of [2, 3, 2]) {
      data[at + ((row * (n + 1)) % n)] = 1
      at += n
    }
  }
  return data
}

/** The same as `make_weights` in fixtures/networks.py. */
function firstWeights(
  names: readonly string[],
  lengths: readonly number[],
  seed: number,
): Record<string, Float32Array> {
  return Object.fromEntries(
    names.map((name, i) => [
      name,
      lehmer(seed + i, lengths[i]!).map(w => {
        if (name.endsWith('norm.weight')) return w * 0.5 * 0.5 + 1
        return name === 'sigma' ? w * 0.5 * 0.1 + 0.2 : w * 0.5
      }),
    ]),
  )
}

const weightsOf = (step: t.TrainingStep, seed: number) => {
  const own = inputsOfStep(step).states.filter(({name}) => !name.includes('adam'))
  return firstWeights(
    own.map(({name}) => name),
    own.map(({shape}) => t.sizeOf(shape)),
    seed,
  )
}

/** Largest difference as a share of the largest expected number. */
function relative(actual: ArrayLike<number>, expected: readonly number[]): number {
  const scale = Math.max(1e-12, ...expected.map(Math.abs))
  return Math.max(...expected.map((number, i) => Math.abs(number - actual[i]!) / scale))
}

/** Two steps one by one, with everything given; checks reports and gradients of each, then the weights. */
async function compare(
  step: t.TrainingStep & {readonly gradients: t.Weights; readonly penaltyGradients?: t.Weights},
  fixture: Fixture,
  weights: Readonly<Record<string, Float32Array>>,
  feedsOf: (step: number) => Readonly<Record<string, t.Values>>,
): Promise<void> {
  const under = (key: string, tensors: t.Weights = {}) =>
    Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [`${key}.${name}`, tensor]))
  const model = await t.openModel<string>({
    ...under('report', step.reports),
    ...under('gradient', step.gradients),
    ...under('penalty', step.penaltyGradients),
    ...Object.fromEntries(step.states.map(({input, next}) => [`next.${t.nameOf(input)}`, next])),
  })
  let states: Readonly<Record<string, t.Values>> = Object.fromEntries(
    inputsOfStep(step).states.map(({name, shape}) => [
      name,
      weights[name] ?? new Float32Array(t.sizeOf(shape)),
    ]),
  )
  for (const [i, expected] of fixture.steps.entries()) {
    const results = await model.run({data: table(), ...states, ...feedsOf(i)})
    const numbers = (key: string) => results[key] as Float32Array
    for (const [name, value] of Object.entries(expected.reports))
      expect(relative(numbers(`report.${name}`), [value]), `${name} of step ${i}`).to.be.below(1e-4)
    for (const [name, values] of Object.entries(expected.gradients))
      expect(relative(numbers(`gradient.${name}`), values), `gradient of ${name}, step ${i}`).to.be.below(
        1e-4,
      )
    for (const [name, values] of Object.entries(expected.penaltyGradients ?? {}))
      expect(relative(numbers(`penalty.${name}`), values), `penalty by ${name}, step ${i}`).to.be.below(1e-4)
    states = Object.fromEntries(Object.keys(states).map(name => [name, numbers(`next.${name}`)]))
  }
  for (const [name, values] of Object.entries(fixture.weights))
    expect(relative(states[name] as Float32Array, values), `${name} after Adam`).to.be.below(1e-5)
  await model.close()
}

const codes = (length: number, f: (i: number) => number) => Int32Array.from({length}, (_, i) => f(i))

describe('whole training steps', () => {
  it('of a critic equal PyTorch’s: losses, second derivatives by the gradient penalty, weights after Adam', async () => {
    const step = criticStep({batch: 12, width: WIDTH, hidden: [7, 6]})
    await compare(step, FIXTURES.critic, weightsOf(step, 100), i => {
      const seed = 1000 * (i + 1)
      const keep = (k: number) => Uint8Array.from(lehmer(seed + k, 72), x => Number(x > 0))
      return {
        fake: lehmer(seed + 1, 96),
        real: lehmer(seed + 2, 96),
        alpha: lehmer(seed + 3, 12).map(u => u * 0.49 + 0.5),
        'between.keep': keep(4),
        'fake.keep': keep(5),
        'real.keep': keep(6),
      }
    })
  })

  it('of TVAE equal PyTorch’s', async () => {
    const step = tvaeStep({segments, rows: ROWS, batch: 20, latent: 3, hidden: [7, 6]})
    await compare(step, FIXTURES.tvae, weightsOf(step, 300), i => ({
      rows: codes(20, row => (row * 7 + i) % ROWS),
      epsilon: lehmer(5001 + 1000 * i, 60),
    }))
  })
})
