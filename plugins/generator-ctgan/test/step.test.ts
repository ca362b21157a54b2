import {completeOptions} from '@inferloop/contract'
import * as t from '@inferloop/tensor'
import {expect} from 'chai'
import {readFileSync} from 'node:fs'
import type {Layout} from '../src/layout.ts'
import {options as specs, type Settings, settingsOf} from '../src/options.ts'
import {trainingStep} from '../src/step.ts'

type Arrays = Readonly<Record<string, readonly number[]>>
type States = Readonly<Record<string, Float32Array>>

/** Made by fixtures/step.py: what PyTorch was given, and what came out of it. */
interface Fixture {
  readonly weights: Arrays
  readonly steps: readonly {
    readonly feeds: Arrays
    readonly reports: Readonly<Record<string, number>>
    readonly penalty: number
    readonly penaltyGradients: Arrays
    readonly gradients: Arrays
  }[]
  /** Weights and running statistics. */
  readonly after: Arrays
}

const FIXTURE = JSON.parse(readFileSync(new URL('fixtures/step.json', import.meta.url), 'utf8')) as Fixture

/** A number of two modes, and labels of three and of two slots, as in the fixture. */
const layout: Layout = {
  places: [
    {scalar: 0, start: 1, size: 2, condition: -1},
    {scalar: -1, start: 3, size: 3, condition: 0},
    {scalar: -1, start: 6, size: 2, condition: 3},
  ],
  width: 8,
  conditions: 5,
}
const settings = settingsOf(
  completeOptions(
    'ctgan',
    specs,
    {
      batch: 20,
      pack: 5,
      noise: 4,
      'generator-width': 6,
      'discriminator-width': 7,
      'discriminator-rate': 1e-3,
      'generator-rate': 2e-3,
      'discriminator-decay': 1e-3,
      'generator-decay': 1e-2,
    },
    'default',
  ),
)

/** One step as a function of states and feeds; whatever states it has beyond those of the fixture begin as they do. */
async function opened(given: Settings) {
  const {states, reports} = trainingStep(layout, given)
  const outputs: Record<string, t.Tensor> = {...reports}
  const first: Record<string, Float32Array> = {}
  for (const {input, next} of states) {
    const name = t.nameOf(input)
    const known = FIXTURE.weights[name]
    outputs[`next.${name}`] = t.expand(next, input.shape)
    first[name] = known === undefined ? t.initialValues(input) : Float32Array.from(known)
  }
  const model = await t.openModel(outputs)
  return {
    first: first as States,
    async run(before: States, feeds: Arrays) {
      const arrays = Object.entries(feeds).map(([name, numbers]) => [
        name,
        name.includes('.keep') ? Uint8Array.from(numbers) : Float32Array.from(numbers),
      ])
      const results = (await model.run({...before, ...Object.fromEntries(arrays)})) as States
      const after = Object.fromEntries(Object.keys(first).map(name => [name, results[`next.${name}`]!]))
      return {reports: results, after}
    },
    close: model.close,
  }
}

/** What Adam took for the gradient of a weight, off the mean it keeps of them: M becomes β₁ · M + gradient + decay · weight. */
function gradientOf(name: string, before: States, after: States): number[] {
  const network = name.startsWith('d') ? 'd' : 'g'
  const {decay} = network === 'd' ? settings.discriminator : settings.generator
  const moment = `${name}.${network}.adam.m`
  return Array.from(
    after[moment]!,
    (m, i) => m - settings.beta1 * before[moment]![i]! - decay * before[name]![i]!,
  )
}

/** Within `tolerance` of the largest expected number, or of a tenth. */
function expectClose(
  actual: ArrayLike<number>,
  expected: readonly number[],
  tolerance: number,
  what: string,
): void {
  expect(actual.length, what).to.equal(expected.length)
  const scale = Math.max(0.1, ...expected.map(Math.abs))
  const worst = Math.max(...expected.map((number, i) => Math.abs(number - actual[i]!) / scale))
  expect(worst, what).to.be.below(tolerance)
}

describe('a training step', () => {
  it('equals PyTorch’s: losses, gradients through the gradient penalty, weights after Adam, statistics', async () => {
    const step = await opened(settings)
    const free = await opened({...settings, penalty: 0})
    let states = step.first
    for (const [i, {feeds, reports, penalty, penaltyGradients, gradients}] of FIXTURE.steps.entries()) {
      const made = await step.run(states, feeds)
      const without = await free.run(states, feeds)
      for (const [name, loss] of Object.entries(reports))
        expectClose(made.reports[name]!, [loss], 1e-5, `${name} of step ${i}`)
      const [whole, distance] = [made, without].map(one => one.reports['discriminator']![0]!)
      expectClose([whole! - distance!], [penalty], 1e-5, `penalty of step ${i}`)
      for (const [name, expected] of Object.entries(gradients))
        expectClose(gradientOf(name, states, made.after), expected, 1e-5, `gradient of ${name}, step ${i}`)
      for (const [name, expected] of Object.entries(penaltyGradients)) {
        const [all, others] = [made, without].map(({after}) => gradientOf(name, states, after))
        const ofPenalty = all!.map((one, place) => one - others![place]!)
        expectClose(ofPenalty, expected, 1e-5, `gradient of the penalty by ${name}, step ${i}`)
      }
      states = made.after
    }
    for (const [name, expected] of Object.entries(FIXTURE.after))
      expectClose(states[name]!, expected, 1e-5, `${name} after two steps`)
    await step.close()
    await free.close()
  })

  it('learns no weight that the comparison leaves out', () => {
    const names = trainingStep(layout, settings).states.map(({input}) => t.nameOf(input))
    const learnt = names.flatMap(name => /(.+)\.[dg]\.adam\.m$/.exec(name)?.[1] ?? [])
    expect(learnt.toSorted()).to.deep.equal(Object.keys(FIXTURE.weights).toSorted())
  })
})
