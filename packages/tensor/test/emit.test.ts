import {expect} from 'chai'
import * as t from '../src/index.ts'
import {arrange} from '../src/onnx/arrange.ts'
import {fuse} from '../src/onnx/fuse.ts'
import {lower} from '../src/onnx/lower.ts'

const operations = (...tensors: t.Tensor[]) => arrange(fuse(lower(tensors)))
const names = (...tensors: t.Tensor[]) => operations(...tensors).outer.map(({op}) => op)
const [a, b] = [t.input('a', [4, 3]), t.input('b', [3, 4])]

describe('writing ONNX', () => {
  it('keeps the names of inputs, outputs and weights', () => {
    const w = t.weight('layer.weight', [3, 2], {fill: 1})
    const text = Buffer.from(
      t.emit({'my output': t.gemm(a, w)}, {name: 'my graph', weights: {'layer.weight': new Float32Array(6)}}),
    ).toString('latin1')
    for (const name of ['a', 'layer.weight', 'my output', 'my graph', 'Gemm']) expect(text).to.include(name)
  })

  it('writes named axes under their names, beside that of the steps', async () => {
    const {InferenceSession} = (await import('onnxruntime-node')).default
    const axesOf = async (outputs: Readonly<Record<string, t.Tensor>>) => {
      const session = await InferenceSession.create(t.emit(outputs))
      const facts = [...session.inputMetadata, ...session.outputMetadata]
      await session.release()
      return Object.fromEntries(facts.map(one => [one.name, one.isTensor && one.shape]))
    }
    const x = t.input('x', ['rows', 3])
    const w = t.input('w', [3, 4])
    expect(await axesOf({y: t.softmax(t.add(t.gemm(x, w), 1)), sum: t.sum(x, {axes: [0]})})).to.deep.equal({
      x: ['rows', 3],
      w: [3, 4],
      y: ['rows', 4],
      sum: [3],
    })
    const state = t.weight('s', [3], {fill: 0})
    const step = {
      states: [{input: state, next: t.add(state, t.mean(a, {axes: [0]}))}],
      reports: {mean: t.mean(a)},
    }
    expect(await axesOf(t.loopOver(step))).to.deep.equal({
      a: ['steps', 4, 3],
      steps: [],
      s: [3],
      'next.s': [3],
      mean: ['steps'],
    })
  })

  it('gives the same bytes for the same graph', () => {
    const build = () => t.emit({y: t.softmax(t.gemm(t.input('a', [4, 3]), t.input('b', [3, 4])))})
    expect(build()).to.deep.equal(build())
  })

  it('writes once what is the same, and nothing that no output needs', () => {
    expect(names(t.add(t.exp(a), t.mul(t.exp(a), 2)))).to.deep.equal(['Exp', 'Mul', 'Add'])
  })

  it('makes sums of products one product, with decay as its beta', () => {
    const w = t.input('w', [4, 4])
    const sum = t.add(t.add(t.gemm(a, b), t.gemm(b, a, {transposeA: true, transposeB: true})), t.mul(w, 0.25))
    const {outer} = operations(sum)
    expect(outer.map(({op}) => op)).to.deep.equal(['Gemm', 'Gemm'])
    expect(outer.map(({attributes}) => attributes['beta'])).to.deep.equal([0.25, undefined])
  })

  it('makes two products of thin matrices one of stacked ones, with the same numbers', async () => {
    const [a1, a2] = [t.input('a1', [2, 40]), t.input('a2', [3, 40])]
    const [b1, b2] = [t.input('b1', [2, 30]), t.input('b2', [3, 30])]
    const product = (x: t.Tensor, y: t.Tensor) => t.gemm(x, y, {transposeA: true})
    const sum = t.add(t.add(product(a1, b1), product(a2, b2)), t.mul(t.input('w', [40, 30]), 0.5))
    expect(names(sum)).to.have.members(['Concat', 'Concat', 'Gemm'])
    const model = await t.openModel({sum})
    const numbers = (n: number, k: number) => Float32Array.from({length: n}, (_, i) => ((i * k) % 13) - 6)
    const feeds = {
      a1: numbers(80, 5),
      a2: numbers(120, 7),
      b1: numbers(60, 3),
      b2: numbers(90, 4),
      w: numbers(1200, 6),
    }
    const found = (await model.run(feeds)).sum
    const expected = feeds.w.map((w, place) => {
      const [i, k] = [Math.floor(place / 30), place % 30]
      let total = w / 2
      for (let row = 0; row < 2; row++) total += feeds.a1[row * 40 + i]! * feeds.b1[row * 30 + k]!
      for (let row = 0; row < 3; row++) total += feeds.a2[row * 40 + i]! * feeds.b2[row * 30 + k]!
      return total
    })
    expect(found).to.deep.equal(expected)
    await model.close()
  })

  it('adds nothing to a product that is repeated afterwards', async () => {
    const row = t.gemm(t.input('row', [1, 3]), b)
    const sum = t.add(
      t.gemm(a, b, {plus: row}),
      t.constant(
        Float32Array.from({length: 16}, (_, i) => i),
        [4, 4],
      ),
    )
    const model = await t.openModel({sum})
    const feeds = {a: new Float32Array(12), b: new Float32Array(12).fill(1), row: Float32Array.of(1, 2, 3)}
    expect([...(await model.run(feeds)).sum]).to.deep.equal(Array.from({length: 16}, (_, i) => i + 6))
    await model.close()
  })

  it('leaves products alone that something else needs', () => {
    const product = t.gemm(a, b)
    expect(names(t.add(product, t.exp(product)))).to.deep.equal(['Gemm', 'Exp', 'Add'])
  })

  it('gives the same numbers, fused or not', async () => {
    const w = t.input('w', [4, 4])
    const [x, y] = [t.gemm(a, b), t.gemm(b, a, {transposeA: true, transposeB: true})]
    const fused = t.add(t.add(x, t.mul(0.5, w)), y)
    const alone = t.concat([x, y, t.mul(0.5, w)], 0)
    const model = await t.openModel({fused, parts: alone})
    const once = await t.openModel({fused})
    const feeds = {
      a: Float32Array.from({length: 12}, (_, i) => i - 5),
      b: Float32Array.from({length: 12}, (_, i) => (i * 5) % 7),
      w: Float32Array.from({length: 16}, (_, i) => (i * 3) % 11),
    }
    const {parts} = await model.run(feeds)
    const {fused: sum} = await once.run(feeds)
    const expected = Array.from(
      {length: 16},
      (_, i) => Number(parts[i]) + Number(parts[16 + i]) + Number(parts[32 + i]),
    )
    expect([...sum].map(Number)).to.deep.equal(expected)
    await model.close()
    await once.close()
  })

  it('can leave by an input, by a constant, and twice by the same tensor', async () => {
    const x = t.input('x', [2])
    const model = await t.openModel({same: x, seven: t.constant([7]), one: t.neg(x), two: t.neg(x)})
    const results = await model.run({x: Float32Array.of(1, 2)})
    expect(Object.values(results).map(values => [...values])).to.deep.equal([[1, 2], [7], [-1, -2], [-1, -2]])
    await model.close()
  })

  it('refuses two inputs, or an input and an output, of one name, names of its own, and weights that do not fit', () => {
    expect(() => t.emit({y: t.add(t.input('x', [1]), t.input('x', [1]))})).to.throw(
      'Two inputs are called "x"',
    )
    expect(() => t.emit({a: t.neg(a)})).to.throw('"a" is both an input and an output')
    for (const name of ['_3', '']) {
      expect(() => t.emit({y: t.neg(t.input(name, [1]))})).to.throw(`"${name}" cannot name an input`)
      expect(() => t.emit({[name]: t.neg(a)})).to.throw(`"${name}" cannot name an output`)
    }
    expect(() => t.emit({y: t.neg(a)}, {weights: {a: new Float32Array(3)}})).to.throw(
      '"a" has 3 values, [4, 3] float32',
    )
  })

  it('walks graphs thousands of operators deep', () => {
    let x = t.input('x', [])
    for (let i = 0; i < 20_000; i++) x = t.tanh(x)
    expect(names(x).length).to.equal(20_000)
    expect(t.gradients(x, [t.input('y', [2])])[0]!.shape).to.deep.equal([2])
  })
})
