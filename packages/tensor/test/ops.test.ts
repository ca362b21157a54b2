import {expect} from 'chai'
import * as t from '../src/index.ts'
import {checkOp, fixturesLeft} from './check-op.ts'

const codes = (numbers: readonly number[], shape?: readonly number[]) => t.constant(numbers, shape, 'int32')
const named = (key: string, names: readonly string[], tensors: readonly t.Tensor[]) =>
  Object.fromEntries(names.map((name, i) => [`${key}.${name}`, tensors[i]!]))
const CELL = ['weight_ih', 'weight_hh', 'bias_ih', 'bias_hh']

describe('operators equal PyTorch’s, with first and second gradients', () => {
  checkOp('add broadcasts', t.add)
  checkOp('sub broadcasts', t.sub)
  checkOp('mul broadcasts', t.mul)
  checkOp('div broadcasts', t.div)
  checkOp('pow by a number', x => t.pow(x, 3))
  checkOp('pow by a tensor', t.pow)
  checkOp('maximum', t.maximum)
  checkOp('minimum broadcasts', t.minimum)
  checkOp('neg', t.neg)
  checkOp('reciprocal', t.reciprocal)
  checkOp('square', t.square)

  checkOp('exp', t.exp)
  checkOp('log', t.log)
  checkOp('sqrt', t.sqrt)
  checkOp('abs', t.abs)
  checkOp('sin', t.sin)
  checkOp('cos', t.cos)
  checkOp('erf', t.erf)
  checkOp('tanh', t.tanh)
  checkOp('sigmoid', t.sigmoid)
  checkOp('softplus', t.softplus)
  checkOp('relu', t.relu)
  checkOp('leakyRelu', x => t.leakyRelu(x))
  checkOp('elu', x => t.elu(x))
  checkOp('gelu', t.gelu)
  checkOp('silu', t.silu)
  checkOp('clip', x => t.clip(x, -1, 0.5))
  checkOp('where', (a, b) => t.where(t.constant([1, 0, 1], [3], 'bool'), a, b))

  checkOp('sum along an axis', x => t.square(t.sum(x, {axes: [1]})))
  checkOp('sum of all', x => t.square(t.sum(x)))
  checkOp('mean kept', x => t.square(t.mean(x, {axes: [0, 2], keep: true})))
  checkOp('sumOfSquares', x => t.sumOfSquares(x, {axes: [-1]}))
  checkOp('max', x => t.square(t.max(x, {axes: [1]})))
  checkOp('variance', x => t.variance(x, {axes: [1], correction: 1}))
  checkOp('norm', x => t.norm(x, {axes: [1]}))
  checkOp('logSumExp', t.logSumExp)
  checkOp('softmax', t.softmax)
  checkOp('logSoftmax', t.logSoftmax)
  checkOp('standardize', x => t.standardize(x))

  checkOp('gemm plus a row', (a, b, plus) => t.gemm(a, b, {plus}))
  checkOp('gemm A transposed', (a, b) => t.square(t.gemm(a, b, {transposeA: true})))
  checkOp('gemm B transposed', (a, b) => t.square(t.gemm(a, b, {transposeB: true})))
  checkOp('gemm both transposed', (a, b, plus) =>
    t.square(t.gemm(a, b, {plus, transposeA: true, transposeB: true})),
  )
  checkOp('matmul of stacks', (a, b) => t.square(t.matmul(a, b)))

  checkOp('reshape', x => t.square(t.reshape(x, [3, -1])))
  checkOp('expand', x => t.square(t.expand(x, [2, 2, 3])))
  checkOp('transpose', x => t.square(t.transpose(x, [2, 0, 1])))
  checkOp('concat', (a, b) => t.square(t.concat([a, b], 0)))
  checkOp('slice', x => t.square(t.slice(x, 1, 3)))
  checkOp('pad', x => t.square(t.pad(x, 1, 2)))
  checkOp('split', x => {
    const [first, second] = t.split(x, [2, 2])
    return t.mul(second!, first!)
  })

  checkOp('gather', x => t.square(t.gather(x, codes([2, 0, 2, 1], [2, 2]))))
  checkOp('pick', x => t.square(t.pick(x, codes([2, 0, 1, 1], [2, 2]))))
  checkOp('scatterRows', x => t.square(t.scatterRows(x, codes([3, 1, 3]), [4, 2])))
  checkOp('scatterPicked', x => t.square(t.scatterPicked(x, codes([3, 3, 0, 1], [2, 2]), [2, 4])))

  checkOp('segmented', x =>
    t.segmented(x, [
      {activation: 'tanh', width: 1},
      {activation: 'softmax', width: 3},
      {activation: 'logSoftmax', width: 2},
      {activation: 'linear', width: 2},
    ]),
  )
  checkOp('segmented one-hots', x =>
    t.segmented(x, [
      {activation: 'softmax', width: 2},
      {activation: 'softmax', width: 3},
    ]),
  )
  checkOp('batchNorm', (x, ...w) => t.batchNorm(x, named('n', ['weight', 'bias'], w), 'n'))
  checkOp('batchNormInference', (x, ...w) =>
    t.batchNormInference(x, named('n', ['weight', 'bias', 'running_mean', 'running_var'], w), 'n'),
  )
  checkOp('layerNorm', (x, ...w) => t.layerNorm(x, named('n', ['weight', 'bias'], w), 'n'))
  checkOp('gruCell', (x, h, ...w) => t.gruCell(x, h, named('c', CELL, w), 'c'))
  checkOp('lstmCell', (x, hidden, cell, ...w) => {
    const state = t.lstmCell(x, {hidden, cell}, named('c', CELL, w), 'c')
    return t.concat([state.hidden, state.cell])
  })

  checkOp('squaredError', t.squaredError)
  checkOp('absoluteError', t.absoluteError)
  checkOp('crossEntropy', x => t.crossEntropy(x, codes([2, 0, 2])))
  checkOp('binaryCrossEntropy', x => t.binaryCrossEntropy(x, t.constant([1, 0, 0.25, 1], [2, 2])))
  checkOp('normalNegativeLogLikelihood', t.normalNegativeLogLikelihood)
  checkOp('divergenceFromNormal', t.divergenceFromNormal)

  it('rows that fall on one place all count, also with several threads', async () => {
    const [count, width, places] = [20_000, 64, 3]
    const [rows, codesOf] = [t.input('rows', [count, width]), t.input('codes', [count], 'int32')]
    const indices = Int32Array.from({length: count}, (_, i) => (i * 7919) % places)
    const model = await t.openModel({sums: t.scatterRows(rows, codesOf, [places, width])}, {threads: 4})
    const counts = [0, 1, 2].map(place => indices.filter(index => index === place).length)
    const expected = counts.flatMap(n => Array<number>(width).fill(n))
    const feeds = {rows: new Float32Array(count * width).fill(1), codes: indices}
    for (let turn = 0; turn < 20; turn++) expect([...(await model.run(feeds)).sums]).to.deep.equal(expected)
    await model.close()
  })

  it('every fixture has a test', () => {
    expect(fixturesLeft()).to.deep.equal([])
  })
})

describe('operators of whole numbers', () => {
  for (const dtype of ['int32', 'int64'] as const) {
    it(`give ${dtype} for ${dtype}`, async () => {
      const x = t.input('x', [2, 2], dtype)
      const yes = t.greater(x, t.constant([0], [], dtype))
      const outputs = {
        neg: t.neg(x),
        abs: t.abs(x),
        sign: t.sign(x),
        product: t.mul(x, x),
        larger: t.maximum(x, t.neg(x)),
        sum: t.sum(x),
        max: t.max(x, {axes: [1]}),
        chosen: t.where(yes, x, t.neg(x)),
        padded: t.pad(x, 1, 0, 0),
        joined: t.concat([x, x], 0),
        scattered: t.scatterPicked(x, t.constant([0, 0, 1, 0], [2, 2], 'int64'), [2, 2]),
      }
      for (const [name, tensor] of Object.entries(outputs)) expect(tensor.dtype, name).to.equal(dtype)
      const model = await t.openModel(outputs)
      const values = dtype === 'int32' ? Int32Array.of(3, -1, 4, -5) : BigInt64Array.of(3n, -1n, 4n, -5n)
      const found = await model.run({x: values})
      await model.close()
      expect(
        Object.fromEntries(
          Object.entries(found).map(([name, one]) => [
            name,
            Array.from<number | bigint, number>(one, Number),
          ]),
        ),
      ).to.deep.equal({
        neg: [-3, 1, -4, 5],
        abs: [3, 1, 4, 5],
        sign: [1, -1, 1, -1],
        product: [9, 1, 16, 25],
        larger: [3, 1, 4, 5],
        sum: [1],
        max: [3, 4],
        chosen: [3, 1, 4, 5],
        padded: [0, 0, 3, -1, 4, -5],
        joined: [3, -1, 4, -5, 3, -1, 4, -5],
        scattered: [2, 0, -5, 4],
      })
    })
  }
})
