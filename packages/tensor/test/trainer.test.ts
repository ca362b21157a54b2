import {expect} from 'chai'
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {createRandom} from '@inferloop/random'
import * as t from '../src/index.ts'
import {busyStep, feed} from './networks/busy.ts'

/** Rows of y = 2 a - b + 0.5 with a little noise, by ordinary least squares too. */
function regression(optimize: (weights: t.Weights, gradients: t.Weights) => t.Update) {
  const rows = 64
  const random = createRandom('rows')
  const x = Float32Array.from({length: rows * 2}, () => random.normal())
  const y = Float32Array.from({length: rows}, (_, i) => 2 * x[2 * i]! - x[2 * i + 1]! + 0.5)
  const [points, targets] = [t.input('points', [rows, 2]), t.input('targets', [rows, 1])]
  const weights = t.linearWeights('line', 2, 1)
  const loss = t.squaredError(t.linear(points, weights, 'line'), targets)
  const {states} = optimize(weights, t.gradientsOf(loss, weights))
  return t.openTrainer(
    {states, reports: {loss}, tables: [points, targets]},
    {tables: {points: x, targets: y}},
  )
}

const openBusy = (options: t.TrainerOptions = {}) =>
  t.openTrainer(busyStep(), {random: createRandom(11), feed, ...options})

describe('training', () => {
  const optimizers = {
    sgd: (w: t.Weights, g: t.Weights) => t.sgd(w, g, {name: 'o', learningRate: 0.2}),
    'sgd with momentum': (w: t.Weights, g: t.Weights) =>
      t.sgd(w, g, {name: 'o', learningRate: 0.05, momentum: 0.9}),
    adam: (w: t.Weights, g: t.Weights) => t.adam(w, g, {name: 'o', learningRate: 0.1}),
    adamW: (w: t.Weights, g: t.Weights) => t.adamW(w, g, {name: 'o', learningRate: 0.1, weightDecay: 0}),
    'adam, clipped': (w: t.Weights, g: t.Weights) =>
      t.adam(w, t.clipByValue(t.clipByNorm(g, 1), 0.5), {name: 'o', learningRate: 0.1}),
  }
  for (const [name, optimize] of Object.entries(optimizers)) {
    it(`finds a line with ${name}`, async () => {
      const trainer = await regression(optimize)
      await trainer.run(400)
      const {loss} = await trainer.run(1)
      const states = trainer.states()
      expect(loss[0]).to.be.below(1e-4)
      expect(
        [...states['line.weight']!, ...states['line.bias']!].map(w => Math.round(w * 50) / 50),
      ).to.deep.equal([2, -1, 0.5])
      expect(states['o.step']![0]).to.equal(401)
      await trainer.close()
    })
  }

  it('tells classes apart that no line can', async () => {
    const [x, labels] = [t.input('x', [64, 2]), t.input('labels', [64], 'int32')]
    const weights = {...t.linearWeights('hidden', 2, 16), ...t.linearWeights('out', 16, 3)}
    const logits = t.linear(t.relu(t.linear(x, weights, 'hidden')), weights, 'out')
    const loss = t.crossEntropy(logits, labels)
    const {states} = t.adam(weights, t.gradientsOf(loss, weights), {name: 'adam', learningRate: 0.02})
    /** Rings around the middle. */
    const ring = (a: number, b: number) => Math.min(2, Math.floor(Math.hypot(a, b)))
    const trainer = await t.openTrainer(
      {states, reports: {loss}},
      {
        random: createRandom(3),
        feed(_, random, into) {
          for (let i = 0; i < 64; i++) {
            const point = [random.normal() * 1.3, random.normal() * 1.3] as const
            into['x']!.set(point, 2 * i)
            into['labels']![i] = ring(...point)
          }
        },
      },
    )
    for (let call = 0; call < 40; call++) await trainer.run(20)
    const model = await t.openModel({logits}, {weights: trainer.states()})
    const random = createRandom('unseen')
    const points = Float32Array.from({length: 128}, () => random.normal() * 1.3)
    const found = (await model.run({x: points})).logits as Float32Array
    const right = Array.from({length: 64}, (_, i) => {
      const [a, b, c] = found.slice(3 * i, 3 * i + 3) as unknown as [number, number, number]
      return [a, b, c].indexOf(Math.max(a, b, c)) === ring(points[2 * i]!, points[2 * i + 1]!)
    })
    expect(right.filter(Boolean).length).to.be.above(54)
    await trainer.close()
    await model.close()
  })

  it('gives the same bits for the same seed, in calls of any length', async () => {
    const [whole, often, other] = await Promise.all([
      openBusy(),
      openBusy(),
      openBusy({random: createRandom(12)}),
    ])
    const {loss} = await whole.run(12)
    const parts: number[] = []
    for (const steps of [1, 4, 4, 3]) parts.push(...(await often.run(steps)).loss)
    expect(parts).to.deep.equal([...loss])
    expect(often.states()).to.deep.equal(whole.states())
    expect([...(await other.run(12)).loss]).to.not.deep.equal([...loss])
  })

  it('goes on from a checkpoint to the same bits', async () => {
    const whole = await openBusy()
    await whole.run(5)
    const saved = t.decodeCheckpoint(t.encodeCheckpoint(whole.checkpoint()))
    const {loss} = await whole.run(5)
    const resumed = await openBusy({random: createRandom('forgotten'), resume: saved})
    expect(resumed.steps()).to.equal(5)
    expect([...(await resumed.run(5)).loss]).to.deep.equal([...loss])
    expect(resumed.checkpoint()).to.deep.equal(whole.checkpoint())
  })

  it('goes on after kill -9 to the same bits', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'infer-crash-'))
    const path = join(folder, 'run.safetensors')
    const program = fileURLToPath(new URL('crash/train.ts', import.meta.url))
    for (const more of [0, 1]) {
      const child = spawn(process.execPath, ['--conditions=inferloop-source', program, path])
      let seen = ''
      for await (const text of child.stdout) {
        seen += String(text)
        if (seen.split('\n').length > 4 + more) break
      }
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    const saved = (await t.readCheckpoint(path))!
    expect(saved.steps).to.be.at.least(18)
    const whole = await openBusy()
    await whole.run(saved.steps)
    expect(saved).to.deep.equal(whole.checkpoint())
    rmSync(folder, {recursive: true})
  })

  it('keeps running statistics as PyTorch does', async () => {
    const x = t.input('x', [4, 1])
    const statistics = t.batchNormStatistics('n', 1)
    const after = t.updateStatistics(x, statistics, 'n')
    const trainer = await t.openTrainer(
      {states: t.handOver(statistics, after), reports: {}},
      {feed: (_, __, into) => into['x']!.set([1, 2, 3, 6])},
    )
    await trainer.run(2)
    const {'n.running_mean': mean, 'n.running_var': variance} = trainer.states()
    // Mean 3; variance 14 / 3; twice a tenth of the way from 0 and from 1.
    expect(mean![0]).to.be.closeTo(3 * 0.19, 1e-6)
    expect(variance![0]).to.be.closeTo(0.81 + 0.19 * (14 / 3), 1e-6)
  })

  it('says what a checkpoint of another step lacks', async () => {
    const checkpoint = (await openBusy()).checkpoint()
    const {'e.weight': _, ...states} = checkpoint.states
    const failure = await openBusy({resume: {...checkpoint, states}}).then(String, String)
    expect(failure).to.include('The checkpoint has no "e.weight"')
  })

  it('opens no session for weights or a checkpoint that do not fit', async () => {
    const {InferenceSession} = (await import('onnxruntime-node')).default
    const create = InferenceSession.create
    let opened = 0
    Object.assign(InferenceSession, {
      create: (...given: Parameters<typeof create>) => {
        opened++
        return create.apply(InferenceSession, given)
      },
    })
    try {
      const {states, ...rest} = (await openBusy()).checkpoint()
      expect(opened).to.equal(1)
      const {'e.weight': weight, ...others} = states
      const short = weight!.subarray(1)
      const misfits: t.TrainerOptions[] = [
        {resume: {...rest, states: others}},
        {resume: {...rest, states: {...states, 'e.weight': short}}},
        {initial: {'e.weight': short}},
      ]
      for (const one of misfits) expect(await openBusy(one).then(String, String)).to.match(/"e\.weight"/)
      expect(opened).to.equal(1)
    } finally {
      Object.assign(InferenceSession, {create})
    }
  })

  it('begins with the weights given, and with drawn ones elsewhere', async () => {
    const given = new Float32Array(20).fill(0.25)
    const states = (await openBusy({initial: {'e.weight': given}})).states()
    expect(states['e.weight']).to.deep.equal(given)
    expect(Math.max(...states['l.weight']!.map(Math.abs))).to.be.within(0.2, 0.5)
    expect([...states['n.weight']!]).to.deep.equal([1, 1, 1])
  })
})
