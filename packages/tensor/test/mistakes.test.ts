import {expect} from 'chai'
import * as t from '../src/index.ts'

const x = t.input('x', [2, 3])

describe('mistakes in building a graph', () => {
  it('are found where they are made', () => {
    expect(() => t.gemm(x, x)).to.throw('Cannot multiply [2, 3] by [2, 3]')
    expect(() => t.gemm(x, x, {transposeA: true, transposeB: true})).to.throw('[2, 3]ᵀ by [2, 3]ᵀ')
    expect(() =>
      t.matmul(t.input('y', [4, 2, 2]), x.shape.length === 2 ? t.input('z', [4, 3, 2]) : x),
    ).to.throw('Cannot multiply [4, 2, 2] by [4, 3, 2]')
    expect(() => t.reshape(x, [4, 2])).to.throw('[2, 3] cannot become [4, 2]')
    expect(() => t.reshape(x, [4, -1])).to.throw('[2, 3] cannot become [4, -1]')
    expect(() => t.expand(x, [3, 3])).to.throw('[2, 3] does not repeat to [3, 3]')
    expect(() => t.expand(x, [1, 3])).to.throw('[2, 3] does not repeat to [1, 3]')
    expect(() => t.concat([x, t.input('y', [3, 3])])).to.throw(
      '[3, 3] and [2, 3] cannot be joined along axis -1',
    )
    expect(() => t.slice(x, 1, 4)).to.throw('[2, 3] has no places 1 to 4 along axis -1')
    expect(() => t.split(x, [2, 2])).to.throw('[2, 3] cannot be cut into 2 + 2')
    expect(() => t.sum(x, {axes: [2]})).to.throw('There is no axis 2 among 2')
    expect(() => t.constant([1, 2], [3])).to.throw('[3] does not hold 2 values')
    expect(() => t.add(x, t.input('n', [3], 'int32'))).to.throw('Add of float32 and int32: cast one of them')
    expect(() => t.gather(x, x)).to.throw('Indices should be int32 or int64, were float32')
    expect(() => t.linear(x, t.linearWeights('l', 3, 2), 'k')).to.throw(
      'There is no weight "k.weight" among l.weight, l.bias',
    )
    expect(() => t.dropout(x, 1, 'mask')).to.throw('A dropout rate should be from 0 up to 1, was 1')
  })

  it('are found in what is added to a product', () => {
    const [a, b] = [t.input('a', [4, 3]), t.input('b', [3, 4])]
    const plus = (shape: t.Shape) => () => t.gemm(a, b, {plus: t.input('c', shape)})
    expect(plus([7, 9])).to.throw('Cannot add [7, 9] to a product of [4, 4]')
    expect(plus([1, 4, 4])).to.throw('Cannot add [1, 4, 4] to a product of [4, 4]')
    for (const shape of [[4, 4], [4, 1], [1, 4], [4], [1], []]) expect(plus(shape)).to.not.throw()
  })

  it('are found in types', () => {
    const [n, m, yes] = [t.input('n', [2, 3], 'int32'), t.input('m', [2, 3], 'int64'), t.greater(x, 0)]
    expect(() => t.where(x, x, x)).to.throw('The condition of Where of float32: bool is expected')
    expect(() => t.where(yes, x, n)).to.throw('Where of float32 and int32: cast one of them')
    expect(() => t.where(yes, n, 0)).to.throw('Where of int32 and float32: cast one of them')
    expect(() => t.not(x)).to.throw('Not of float32: bool is expected')
    expect(() => t.greater(n, m)).to.throw('Greater of int32 and int64: cast one of them')
    expect(() => t.less(yes, yes)).to.throw('Less of bool: float32 or int32 or int64 is expected')
    expect(() => t.add(yes, yes)).to.throw('Add of bool: float32 or int32 or int64 is expected')
    expect(() => t.sum(yes)).to.throw('ReduceSum of bool: float32 or int32 or int64 is expected')
    expect(() => t.concat([x, n])).to.throw('Concat of float32 and int32: cast one of them')
    expect(() => t.gemm(x, t.transpose(n))).to.throw('Gemm of float32 and int32: cast one of them')
    expect(() => t.pick(x, x)).to.throw('Indices should be int32 or int64, were float32')
    expect(() => t.scatterPicked(x, t.slice(n, 0, 2), [2, 3])).to.throw('Cannot scatter [2, 3] by [2, 2]')
    const real = {exp: t.exp, sqrt: t.sqrt, tanh: t.tanh, relu: t.relu, elu: t.elu, mean: t.mean}
    for (const f of Object.values({
      ...real,
      softmax: t.softmax,
      leakyRelu: t.leakyRelu,
      reciprocal: t.reciprocal,
    }))
      expect(() => f(n)).to.throw('of int32: float32 is expected')
    expect(() => t.clip(n, 0, 1)).to.throw('Clip of int32: float32 is expected')
  })

  it('are found in axes with names', () => {
    const rows = t.input('rows', ['rows', 3])
    expect(() => t.add(rows, x)).to.throw('[rows, 3] and [2, 3] do not broadcast: rows is not 2')
    expect(() => t.add(rows, t.input('others', ['others', 3]))).to.throw('rows is not others')
    expect(() => t.gemm(t.transpose(rows), x)).to.throw('Cannot multiply [3, rows] by [2, 3]')
    for (const f of [
      () => t.reshape(rows, [-1]),
      () => t.concat([rows, rows], 0),
      () => t.slice(rows, 0, 1, 0),
      () => t.pad(rows, 1, 0, 0),
      () => t.expand(t.input('one', [1, 3]), ['rows', 3]),
      () => t.batchNorm(rows, t.batchNormWeights('n', 3), 'n'),
      () => t.variance(rows, {axes: [0]}),
      () => t.gradients(t.mean(rows), [rows]),
    ])
      expect(f).to.throw('[rows, 3] is not known here: "rows" gets its length when the graph runs')
    for (const length of [-1, 1.5, Number.NaN, ''])
      expect(() => t.input('x', [length, 3])).to.throw('"x" has an axis of ')
  })

  it('are found when gradients are asked for', () => {
    expect(() => t.gradients(x, [x])).to.throw('A loss should be one number, this has shape [2, 3]')
  })

  it('are found when arrays are handed in', async () => {
    const model = await t.openModel({y: t.neg(x)})
    const failure = async (feeds: Readonly<Record<string, t.Values>>) =>
      model.run(feeds).then(
        () => 'nothing',
        (error: unknown) => (error as Error).message,
      )
    expect(await failure({})).to.equal('Nothing was given for "x", [2, 3] float32 is expected')
    expect(await failure({x: new Float32Array(5)})).to.equal(
      'Float32Array of 5 was given for "x", [2, 3] float32 is expected',
    )
    expect(await failure({x: new Int32Array(6)})).to.equal(
      'Int32Array of 6 was given for "x", [2, 3] float32 is expected',
    )
    await model.close()
  })
})

describe('named axes', () => {
  const noise = t.input('noise', ['rows', 2])
  const asked = t.input('asked', ['rows', 1])
  const product = t.gemm(t.concat([noise, asked]), t.constant([1, 10, 100], [3, 1]))

  it('are as long as the arrays make them, from call to call', async () => {
    const model = await t.openModel({y: t.relu(product)})
    const run = async (...rows: [number, number, number][]) => {
      const {y} = await model.run({
        noise: Float32Array.from(rows.flatMap(([a, b]) => [a, b])),
        asked: Float32Array.from(rows.map(([, , c]) => c)),
      })
      return [...y]
    }
    expect(await run([1, 2, 3])).to.deep.equal([321])
    expect(await run([1, 2, 3], [0, 0, 1], [-1, 0, 0])).to.deep.equal([321, 100, 0])
    await model.close()
  })

  it('may be several', async () => {
    const [a, b] = [t.input('a', ['m', 'n']), t.input('b', ['n'])]
    const model = await t.openModel({y: t.sum(t.mul(a, b), {axes: [1]})})
    const {y} = await model.run({a: Float32Array.of(1, 2, 3, 4, 5, 6), b: Float32Array.of(1, 1, 10)})
    expect([...y]).to.deep.equal([33, 69])
    await model.close()
  })

  it('are refused where arrays give two lengths, parts of a row, or none', async () => {
    const model = await t.openModel({product})
    const failure = (feeds: Readonly<Record<string, t.Values>>) => model.run(feeds).then(String, String)
    expect(await failure({noise: new Float32Array(6), asked: new Float32Array(2)})).to.include(
      'Float32Array of 2 was given for "asked", [3, 1] float32 is expected',
    )
    expect(await failure({noise: new Float32Array(7), asked: new Float32Array(3)})).to.include(
      'Float32Array of 7 was given for "noise", [3, 2] float32 is expected',
    )
    expect(await failure({noise: new Float32Array(6)})).to.include('Nothing was given for "asked", [3, 1]')
    await model.close()
    const open = await t.openModel({y: t.neg(t.input('a', ['m', 'n']))})
    expect(await open.run({a: new Float32Array(4)}).then(String, String)).to.include(
      '[m, n] is not known here',
    )
    await open.close()
  })
})

describe('mistakes in a training step', () => {
  const w = t.weight('w', [3], {fill: 1})
  const loss = t.mean(t.square(t.sub(x, w)))
  const {states} = t.sgd({w}, t.gradientsOf(loss, {w}), {name: 'sgd', learningRate: 0.1})
  const failure = (step: t.TrainingStep, options: t.TrainerOptions = {feed: () => {}}) =>
    t.openTrainer(step, options).then(
      () => 'nothing',
      (error: unknown) => (error as Error).message,
    )

  it('name what is missing, or there twice', async () => {
    expect(await failure({states, reports: {loss}}, {})).to.equal('Nothing feeds "x"')
    expect(await failure({states: [...states, ...states], reports: {loss}})).to.equal(
      'Two states are called "sgd.step"',
    )
    expect(await failure({states: [], reports: {loss}})).to.equal(
      'The weight "w" is among no states: hand it over',
    )
    expect(await failure({states, reports: {loss}, tables: [t.input('rows', [3])]})).to.equal(
      'The step does not use the table "rows"',
    )
    expect(await failure({states, reports: {loss, x}})).to.equal(
      'The report "x" should be one number of shape [], has [2, 3]',
    )
    expect(await failure({states, reports: {loss}, tables: [x]}, {})).to.equal(
      'Nothing was given for "x", [2, 3] float32 is expected',
    )
    const wide = t.sum(t.pick(t.reshape(w, [1, 3]), t.input('i', [1, 1], 'int64')))
    expect(await failure({states, reports: {wide}})).to.equal(
      '"i" should be int32: int64 cannot be fed step by step',
    )
  })

  it('name what has a named axis, which training has not', async () => {
    const rows = t.input('x', ['rows', 3])
    const named = {states, reports: {loss: t.sum(t.mean(t.sub(rows, w), {axes: [0]}))}}
    expect(await failure(named)).to.equal('"x" has a named axis, [rows, 3]: training needs lengths')
  })

  it('are found in calls that overlap', async () => {
    const trainer = await t.openTrainer({states, reports: {loss}}, {feed: () => {}})
    const [first, second] = await Promise.allSettled([trainer.run(2), trainer.run(2)])
    expect([first.status, second.status]).to.deep.equal(['fulfilled', 'rejected'])
    await trainer.run(1)
    expect(trainer.steps()).to.equal(3)
    await trainer.close()
  })

  it('are found in the number of steps', async () => {
    const trainer = await t.openTrainer({states, reports: {loss}}, {feed: () => {}})
    for (const steps of [0, -1, 1.5, Number.NaN])
      expect(await trainer.run(steps).then(String, String)).to.include(
        'Steps should be a whole number from 1 on',
      )
    await trainer.close()
  })
})
