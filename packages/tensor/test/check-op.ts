// Checks an operator: its value, its first and its second gradients, by numbers of PyTorch and by finite differences.
import {expect} from 'chai'
import {readFileSync} from 'node:fs'
import {
  constant,
  gradients,
  input,
  mul,
  openModel,
  reshape,
  sizeOf,
  sum,
  type Tensor,
  total,
  type Values,
} from '../src/index.ts'

interface Fixture {
  readonly inputs: readonly {readonly shape: readonly number[]; readonly values: readonly number[]}[]
  readonly value: readonly number[]
  readonly first: readonly (readonly number[])[]
  readonly second: readonly (readonly number[])[]
}

const FIXTURES = JSON.parse(readFileSync(new URL('fixtures/ops.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, Fixture>
>

const unchecked = new Set(Object.keys(FIXTURES))

/** Names of fixtures that no test has asked for. */
export const fixturesLeft = (): string[] => [...unchecked]

/** Σ cos(1.7 i + phase) xᵢ over tensors: a number that depends on each element in a way of its own. */
function weigh(tensors: readonly Tensor[], phase: number): Tensor {
  return total(
    tensors.map(x => {
      const flat = reshape(x, [-1])
      const factors = constant(Array.from({length: sizeOf(flat.shape)}, (_, i) => Math.cos(1.7 * i + phase)))
      return sum(mul(flat, factors))
    }),
  )
}

/** Declares the test of the fixture of that name (see fixtures/ops.py, which makes it). */
export function checkOp(name: string, f: (...inputs: Tensor[]) => Tensor): void {
  unchecked.delete(name)
  it(name, async () => {
    const fixture = FIXTURES[name]!
    const inputs = fixture.inputs.map(({shape}, i) => input(`x${i}`, shape))
    const value = f(...inputs)
    const loss = weigh([value], 0.3)
    const first = gradients(loss, inputs)
    const slope = weigh(first, 1.1)
    const second = gradients(slope, inputs)
    const named = (key: string, tensors: readonly Tensor[]) =>
      Object.fromEntries(tensors.map((tensor, i) => [`${key}${i}`, tensor]))
    const model = await openModel({value, ...named('first', first), ...named('second', second)})
    const feeds = Object.fromEntries(
      fixture.inputs.map(({values}, i) => [`x${i}`, Float32Array.from(values)]),
    )
    const results: Readonly<Record<string, Values>> = await model.run(feeds)
    await model.close()
    const result = (key: string) => Array.from(results[key] as Float32Array)
    expectClose(result('value'), fixture.value, 1e-5, `${name}, value`)
    inputs.forEach((_, i) => {
      expectClose(result(`first${i}`), fixture.first[i]!, 2e-5, `${name}, first gradient by input ${i}`)
      expectClose(result(`second${i}`), fixture.second[i]!, 5e-5, `${name}, second gradient by input ${i}`)
    })

    const losses = await openModel({loss, slope})
    for (const i of inputs.keys()) {
      const steep = await differences(losses.run, feeds, `x${i}`)
      expectClose(result(`first${i}`), steep.loss, 3e-3, `${name}, differences by input ${i}`)
      expectClose(
        result(`second${i}`),
        steep.slope,
        3e-3,
        `${name}, differences of the gradient by input ${i}`,
      )
    }
    await losses.close()
  })
}

/** Within `tolerance` of the largest expected number, or of 1. */
export function expectClose(
  actual: readonly number[],
  expected: readonly number[],
  tolerance: number,
  what: string,
): void {
  expect(actual.length, what).to.equal(expected.length)
  const scale = Math.max(1, ...expected.map(Math.abs))
  actual.forEach((number, i) =>
    expect(number, `${what}, place ${i}`).to.be.closeTo(expected[i]!, tolerance * scale),
  )
}

type Run = Awaited<ReturnType<typeof openModel>>['run']

/** Slopes of both numbers by each element of an input: four points, error of the fourth power of their distance. */
async function differences(run: Run, feeds: Readonly<Record<string, Float32Array>>, name: string) {
  const h = 1 / 32
  const found: {loss: number[]; slope: number[]} = {loss: [], slope: []}
  const at = feeds[name]!
  for (const [i, x] of at.entries()) {
    const points: (readonly [number, number])[] = []
    for (const distance of [-2, -1, 1, 2]) {
      const {loss, slope} = await run({...feeds, [name]: at.with(i, x + distance * h)})
      points.push([Number(loss![0]), Number(slope![0])])
    }
    const [farLeft, left, right, farRight] = points
    const slopeOf = (k: 0 | 1) => (8 * (right![k] - left![k]) - (farRight![k] - farLeft![k])) / (12 * h)
    found.loss.push(slopeOf(0))
    found.slope.push(slopeOf(1))
  }
  return found
}
