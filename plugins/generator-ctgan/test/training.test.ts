import {completeOptions, type Kept, type OptionValue, type RunContext} from '@inferloop/contract'
import {createRandom} from '@inferloop/random'
import {expect} from 'chai'
import {ctgan} from '../src/ctgan.ts'
import type {CtganModel} from '../src/model.ts'
import {options as specs} from '../src/options.ts'
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
    expect(Number(trained) - Number(best)).to.be.within(20, 30)
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

  it('of several steps of the discriminator takes one of the generator', async () => {
    const one = await fit({}, {epochs: 1, calibrate: false})
    const three = await fit({}, {epochs: 1, calibrate: false, 'discriminator-steps': 3})
    expect(Object.keys(three.weights)).to.deep.equal(Object.keys(one.weights))
    expect(three.weights['g.out.bias']).to.not.deep.equal(one.weights['g.out.bias'])
  })
}).timeout(60_000)
