import {completeOptions, type OnnxExport} from '@inferloop/contract'
import {createRandom} from '@inferloop/random'
import {openSession} from '@inferloop/tensor'
import {expect} from 'chai'
import {ctgan, type CtganModel} from '../src/ctgan.ts'
import {drawSlots} from '../src/draw-slots.ts'
import {layoutOf} from '../src/layout.ts'
import {options as specs} from '../src/options.ts'
import {openGenerator} from '../src/run-generator.ts'
import {quietRun} from './quiet-run.ts'
import {towns} from './towns.ts'

describe('the generator for other runtimes', () => {
  const given = {
    'atom-share': 0.05,
    epochs: 3,
    batch: 50,
    noise: 8,
    'generator-width': 16,
    'discriminator-width': 16,
  }
  const run = quietRun()
  let model: CtganModel
  let made: OnnxExport
  before(async () => {
    model = (await ctgan.fit(
      towns(600),
      completeOptions('ctgan', specs, given, 'default'),
      run,
    )) as CtganModel
    made = ctgan.exportOnnx!(model)
  })

  it('gives for the same noise and condition what sampling uses, scalars and chances', async () => {
    const layout = layoutOf(model.columns)
    const [rows, inputs] = [5, 8 + layout.conditions]
    const random = createRandom(2)
    const noise = Float32Array.from({length: rows * 8}, () => random.normal())
    const condition = new Float32Array(rows * layout.conditions)
    const start = new Float32Array(rows * inputs)
    for (let row = 0; row < rows; row++) {
      condition[row * layout.conditions + (row % layout.conditions)] = 1
      start.set(noise.subarray(row * 8, row * 8 + 8), row * inputs)
      start.set(condition.subarray(row * layout.conditions, (row + 1) * layout.conditions), row * inputs + 8)
    }
    const session = await openSession(made.onnx)
    const {row: found} = await session.run({
      noise: session.tensor(noise, [rows, 8], 'float32'),
      condition: session.tensor(condition, [rows, layout.conditions], 'float32'),
    })
    const generator = await openGenerator({layout, ...model})
    const logits = await generator.run(start, model.weights)
    const values = found!.data as Float32Array
    expect(found!.dims).to.deep.equal([rows, layout.width])
    const {scalars} = drawSlots(logits, layout, createRandom(3))
    layout.places.forEach(({scalar, start: first, size}, j) => {
      for (let row = 0; row < rows; row++) {
        const at = row * layout.width
        if (scalar >= 0) expect(values[at + scalar]!).to.be.closeTo(scalars[j]![row]!, 1e-5)
        const exps = logits.slice(at + first, at + first + size).map(Math.exp)
        const sum = exps.reduce((a, b) => a + b)
        exps.forEach((exp, k) => expect(values[at + first + k]!).to.be.closeTo(exp / sum, 1e-5))
      }
    })
    await session.close()
    await generator.close()
  })

  it('is described: every column with its place, its slots and the way back to cells', () => {
    const {columns, inputs} = made.description as {columns: Record<string, unknown>[]; inputs: object}
    expect(Object.keys(inputs)).to.deep.equal(['noise', 'condition'])
    expect(columns.map(({name}) => name)).to.deep.equal(['town', 'rent', 'fee', 'balcony'])
    expect(columns[0]).to.include({start: 0, size: 3, condition: 0})
    expect(columns[0]!['labels']).to.deep.equal(['Gera', 'Genf', 'Ulm'])
    expect(columns[2]!['atoms']).to.deep.equal([0])
    expect(columns[1]!['missing']).to.deep.equal([''])
  })

  it('calls the rows so, in its inputs and its output', () => {
    const text = Buffer.from(made.onnx).toString('latin1')
    expect(text.split('rows').length - 1).to.equal(3)
    expect(text).to.not.include('steps')
  })

  it('uses operators of the standard domain alone, each of a short list', () => {
    const text = Buffer.from(made.onnx).toString('latin1')
    const named = new Set([...text.matchAll(/([A-Z][A-Za-z]+)_\d+/g)].map(([, op]) => op))
    expect(
      [...named].filter(op => !['Concat', 'Gemm', 'Relu', 'Softmax', 'Split', 'Tanh'].includes(op!)),
    ).to.deep.equal([])
  })
}).timeout(30_000)
