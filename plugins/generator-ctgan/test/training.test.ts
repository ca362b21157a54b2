import {
  completeOptions,
  type InferError,
  type Kept,
  type OptionValue,
  type RunContext,
} from '@inferloop/contract'
import {createRandom} from '@inferloop/random'
import {expect} from 'chai'
import * as t from '@inferloop/tensor'
import {decodeProgress, encodeProgress} from '../src/checkpoint.ts'
import {ctgan} from '../src/ctgan.ts'
import {foldNorms} from '../src/fold.ts'
import type {CtganModel} from '../src/model.ts'
import {options as specs, settingsOf} from '../src/options.ts'
import {trainingStep} from '../src/step.ts'
import {towns} from './towns.ts'

const small = {
  epochs: 12,
  patience: 0,
  batch: 50,
  noise: 8,
  'generator-width': 16,
  'discriminator-width': 16,
}

const optionsOf = (more: Readonly<Record<string, OptionValue>> = {}) =>
  completeOptions('ctgan', specs, {...small, ...more}, 'default')

const runOf = (more: Partial<RunContext> = {}): RunContext => ({
  random: createRandom(1),
  signal: new AbortController().signal,
  threads: 1,
  progress: () => {},
  log: () => {},
  ...more,
})

const fit = async (more: Partial<RunContext> = {}, given: Readonly<Record<string, OptionValue>> = {}) =>
  (await ctgan.fit(towns(600), optionsOf(given), runOf(more))) as CtganModel

const BIAS = 'g.out.bias'

/** Rates and moments that no network survives. */
const WILD = {'discriminator-rate': 0.1, 'generator-rate': 0.1, beta2: 0, penalty: 1000, epochs: 300}

/** Keeps everything that was written, as a disk would that a crash leaves at any of it. */
function memory(first?: Uint8Array): Kept & {readonly written: Uint8Array[]} {
  const written: Uint8Array[] = first === undefined ? [] : [first]
  return {
    written,
    every: 0,
    read: async () => written.at(-1),
    write: async bytes => void written.push(bytes.slice()),
  }
}

describe('training', () => {
  it('goes on after a crash to the same weights, from wherever it was', async () => {
    const whole = await fit()
    const kept = memory()
    await fit({kept})
    expect(kept.written.length).to.be.greaterThan(3)
    for (const at of [0, Math.floor(kept.written.length / 2), kept.written.length - 1]) {
      const lines: string[] = []
      const again = await fit({kept: memory(kept.written[at]), log: line => lines.push(line)})
      expect(lines.join('\n')).to.match(/goes on after \d+ steps/)
      expect(again).to.deep.equal(whole)
    }
  })

  it('begins anew where what was kept is damaged', async () => {
    const bytes = new Uint8Array(100)
    const lines: string[] = []
    const model = await fit({kept: memory(bytes), log: line => lines.push(line)})
    expect(lines.join('\n')).to.include('training begins anew')
    expect(model).to.deep.equal(await fit())
  })

  it('begins anew where the best weights or the count of steps of what was kept are not as they should be', async () => {
    const kept = memory()
    await fit({kept})
    const {checkpoint, before} = decodeProgress(kept.written.at(-1)!)
    const {[BIAS]: bias, ...others} = before.best!.weights
    const faults = [
      encodeProgress({...checkpoint, steps: 9999}, before),
      encodeProgress(checkpoint, {...before, best: {...before.best!, weights: others}}),
      encodeProgress(checkpoint, {
        ...before,
        best: {...before.best!, weights: {...others, [BIAS]: bias!.slice(1)}},
      }),
      encodeProgress(checkpoint, {...before, best: {...before.best!, score: Number.NaN}}),
      encodeProgress(checkpoint, {...before, seconds: -1}),
    ]
    for (const bytes of faults) {
      const lines: string[] = []
      await fit({kept: memory(bytes), log: line => lines.push(line)})
      expect(lines[0]).to.include('training begins anew')
    }
  })

  it('ends with an error that names the step when numbers are lost before an epoch was kept', async () => {
    const failed = await fit({}, WILD).catch((error: unknown) => error)
    expect((failed as InferError).code).to.equal('INFER_TRAINING_DIVERGED')
    expect((failed as Error).message).to.match(/from step \d+ on/)
  })

  it('keeps the best epoch when numbers are lost later', async () => {
    const kept = memory()
    await fit({kept})
    const {checkpoint, before} = decodeProgress(kept.written.at(-1)!)
    const broken = {...checkpoint.states, 'd0.weight': checkpoint.states['d0.weight']!.map(() => Number.NaN)}
    const lines: string[] = []
    const model = await fit({
      kept: memory(encodeProgress({...checkpoint, states: broken}, before)),
      log: line => lines.push(line),
    })
    expect(lines.at(-1)).to.match(
      /^kept: epoch \d+ of \d+ trained, for losses were no numbers from step \d+ on/,
    )
    expect(Object.values(model.weights).every(one => one.every(Number.isFinite))).to.equal(true)
  })

  it('keeps the last generator, and no average, where none is asked for', async () => {
    const plain = await fit({}, {average: 0, 'keep-best': false, calibrate: false})
    const followed = await fit({}, {average: 0.5, 'keep-best': false, calibrate: false})
    expect(plain.weights[BIAS]!.every(Number.isFinite)).to.equal(true)
    expect(plain.weights[BIAS]).to.not.deep.equal(followed.weights[BIAS])
  })

  it('ends after --max-time, with what it has', async () => {
    const begun = performance.now()
    const model = await fit({}, {epochs: 100_000, 'max-time': 0.5})
    expect(performance.now() - begun).to.be.within(400, 10_000)
    expect(model.weights['g.out.bias']!.length).to.be.greaterThan(0)
  })

  it('ends when validation has not become better for as many epochs as patience says', async () => {
    const lines: string[] = []
    await fit({log: line => lines.push(line)}, {epochs: 2000, patience: 20, 'generator-rate': 0.05})
    const [, best, trained] = /best epoch|kept: epoch (\d+) of (\d+) trained/.exec(lines.at(-1)!)!
    expect(Number(trained)).to.be.lessThan(2000)
    // 12 steps are an epoch, validations lie 60 steps apart, and five without a better one are waited for.
    expect(Number(trained) - Number(best)).to.be.within(25, 30)
  })

  it('tells losses and validation, and with a time limit the time left', async () => {
    const events: string[] = []
    await fit(
      {progress: ({note = '', left}) => events.push(`${note}; ${left === undefined ? '' : 'left'}`)},
      {'max-time': 60},
    )
    expect(
      events.some(event =>
        /^discriminator -?\d+\.\d\d, generator -?\d+\.\d\d, validation 0\.\d{4}.*; left$/.test(event),
      ),
    ).to.equal(true)
  })

  it('moves the generator in its turn alone, of several steps of the discriminator', async () => {
    const settings = settingsOf(optionsOf({'discriminator-steps': 3}))
    const place = {scalar: 0, start: 1, size: 2, condition: 0}
    const layout = {places: [place], width: 3, conditions: 2}
    const trainer = await t.openTrainer(trainingStep(layout, settings), {
      feed(step, random, into) {
        into['turn']!.fill(step === 2 ? 1 : 0)
        into['rows']!.forEach((_, i, rows) => (rows[i] = random.next()))
      },
    })
    const states: Readonly<Record<string, Float32Array>>[] = [trainer.states()]
    for (let step = 0; step < 3; step++) {
      await trainer.run(1)
      states.push(trainer.states())
    }
    await trainer.close()
    for (const name of [BIAS, 'g0.weight0', 'g0.norm.running_mean', 'g.out.bias.average', 'average.step']) {
      expect(states[2]![name], name).to.deep.equal(states[0]![name])
      expect(states[3]![name], name).to.not.deep.equal(states[0]![name])
    }
    expect(states[1]!['d0.weight']).to.not.deep.equal(states[0]!['d0.weight'])
  })

  it('gives a generator that is the same without its batch norms', async () => {
    const random = createRandom(4)
    const numbers = (length: number) => Float32Array.from({length}, () => 0.5 + random.next())
    const states = {
      'g0.weight0': numbers(6),
      'g0.norm.weight': numbers(2),
      'g0.norm.bias': numbers(2),
      'g0.norm.running_mean': numbers(2),
      'g0.norm.running_var': numbers(2),
      'g.out.weight0': numbers(3),
      'g.out.weight1': numbers(2),
      [BIAS]: numbers(1),
    }
    const folded = foldNorms(states, 1)
    const x = t.input('x', [4, 3])
    const given = Object.fromEntries(
      Object.entries(states).map(([name, values]) => {
        const rows = {'g0.weight0': 3, 'g.out.weight0': 3, 'g.out.weight1': 2}[name]
        return [
          name,
          t.constant([...values], rows === undefined ? [values.length] : [rows, values.length / rows]),
        ]
      }),
    )
    const hidden = t.relu(t.batchNormInference(t.gemm(x, given['g0.weight0']!), given, 'g0.norm'))
    const y = t.add(
      t.add(t.gemm(x, given['g.out.weight0']!), t.gemm(hidden, given['g.out.weight1']!)),
      given[BIAS]!,
    )
    const session = await t.openSession(t.emit({y}))
    const rows = numbers(12)
    const whole = (await session.run({x: session.tensor(rows, [4, 3], 'float32')}))['y']!.data as Float32Array
    await session.close()
    const w = (name: string, i: number) => folded[name]![i]!
    for (let row = 0; row < 4; row++) {
      const inputs = rows.subarray(3 * row, 3 * row + 3)
      const units = [0, 1].map(unit =>
        Math.max(
          0,
          inputs.reduce((sum, value, i) => sum + value * w('g0.weight0', 2 * i + unit), w('g0.bias', unit)),
        ),
      )
      const out =
        inputs.reduce((sum, value, i) => sum + value * w('g.out.weight0', i), w(BIAS, 0)) +
        units.reduce((sum, value, unit) => sum + value * w('g.out.weight1', unit), 0)
      expect(out).to.be.closeTo(whole[row]!, 1e-4)
    }
  })
}).timeout(60_000)
