// Whether the ONNX files of packages/tensor and of plugins/generator-ctgan are right for others: onnx.checker in full, and the same numbers by Python's onnxruntime.
// node bench/onnx.mjs --python PATH, of a Python with onnx and onnxruntime; runs itself with the sources of the packages.
import {spawnSync} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {parseArgs} from 'node:util'
import {BENCH, ROOT, workPath} from './setup.mjs'

const {values: given} = parseArgs({options: {python: {type: 'string', default: 'python3'}}})
if (!process.execArgv.includes('--conditions=inferloop-source')) {
  const args = ['--conditions=inferloop-source', ...process.argv.slice(1)]
  process.exit(spawnSync(process.execPath, args, {cwd: ROOT, stdio: 'inherit'}).status ?? 1)
}

const {createRandom} = await import('@inferloop/random')
const t = await import('@inferloop/tensor')
const {inputsOf} = await import('../packages/tensor/src/model.ts')
const {inputsOfStep} = await import('../packages/tensor/src/training/step.ts')
const {fillNoise} = await import('../packages/tensor/src/training/noise.ts')
const {ADULT} = await import('../packages/tensor/test/networks/adult.ts')
const {tvaeStep} = await import('../packages/tensor/test/networks/tvae.ts')
const {completeOptions} = await import('@inferloop/contract')
const {ctgan} = await import('../plugins/generator-ctgan/src/ctgan.ts')
const {options, settingsOf} = await import('../plugins/generator-ctgan/src/options.ts')
const {trainingStep} = await import('../plugins/generator-ctgan/src/step.ts')

const STEPS = 3
/** A number of ten modes and labels of 42 slots. */
const LAYOUT = {
  places: [
    {scalar: 0, start: 1, size: 10, condition: -1},
    {scalar: -1, start: 11, size: 42, condition: 0},
  ],
  width: 53,
  conditions: 42,
}
const graphs = {
  ctgan: trainingStep(LAYOUT, settingsOf(completeOptions('ctgan', options, {}, 'default'))),
  tvae: tvaeStep({...ADULT, rows: 200, latent: 128, hidden: [128, 128]}),
}

const arrays = {Float32Array: 'float32', Int32Array: 'int32', BigInt64Array: 'int64', Uint8Array: 'bool'}
/** Writes arrays as raw files, with what they are beside them. */
function keep(folder, tensors) {
  return tensors.map(({name, shape, values}, i) => {
    writeFileSync(workPath('onnx', folder, `${i}.bin`), values)
    return {name, shape, dtype: arrays[values.constructor.name], file: `${i}.bin`}
  })
}

for (const [name, step] of Object.entries(graphs)) {
  const random = createRandom(name)
  const {states, tables, noise, feeds} = inputsOfStep(step)
  const draw = ({name: key, tensor, dtype}, length) => {
    const kind = tensor.node.source.noise
    if (kind !== undefined) {
      const values = typeof kind === 'object' ? new Uint8Array(length) : new Float32Array(length)
      fillNoise(values, kind, random.split(key))
      return values
    }
    if (dtype === 'int32') return Int32Array.from({length}, () => random.below(104))
    return Float32Array.from({length}, () => Number(random.next() < 0.2))
  }
  const whole = [
    {name: 'steps', shape: [], values: BigInt64Array.of(BigInt(STEPS))},
    ...states.map(one => ({...one, values: t.initialValues(one.tensor, random)})),
    ...tables.map(one => ({...one, values: draw(one, t.sizeOf(one.shape))})),
    ...[...noise, ...feeds].map(one => ({
      ...one,
      shape: [STEPS, ...one.shape],
      values: draw(one, STEPS * t.sizeOf(one.shape)),
    })),
  ]
  const outputs = t.loopOver(step)
  const bytes = t.emit(outputs, {name: `${name}-training`})
  const session = await t.openSession(bytes)
  const dtypes = new Map([
    ['steps', 'int64'],
    ...inputsOf(Object.values(outputs)).map(one => [one.name, one.dtype]),
  ])
  const native = whole.map(one => {
    const dtype = dtypes.get(one.name) ?? arrays[one.values.constructor.name]
    return [one.name, session.tensor(one.values, one.shape, dtype)]
  })
  const results = await session.run(Object.fromEntries(native))
  await session.close()
  compare(name, bytes, whole, results)
}

// The generator as `infer export` writes it, trained for a moment on a table of towns.
const {towns} = await import('../plugins/generator-ctgan/test/towns.ts')
const model = await ctgan.fit(towns(2000), completeOptions('ctgan', options, {epochs: 20}, 'default'), {
  random: createRandom(1),
  signal: new AbortController().signal,
  threads: 1,
  progress: () => undefined,
  log: () => undefined,
})
const {onnx} = ctgan.exportOnnx(model)
const random = createRandom(2)
const conditions = 5
const fed = [
  {name: 'noise', shape: [1000, 128], values: Float32Array.from({length: 128_000}, () => random.normal())},
  {
    name: 'condition',
    shape: [1000, conditions],
    values: Float32Array.from({length: 1000 * conditions}, (_, i) => Number(i % 5 === Math.floor(i / 5) % 5)),
  },
]
const session = await t.openSession(onnx)
const drawn = await session.run(
  Object.fromEntries(fed.map(({name, shape, values}) => [name, session.tensor(values, shape, 'float32')])),
)
await session.close()
compare('ctgan-generator', onnx, fed, drawn)

/** Has Python check the model and run it with the same inputs. */
function compare(name, bytes, whole, results) {
  writeFileSync(workPath('onnx', name, 'model.onnx'), bytes)
  const manifest = {
    inputs: keep(`${name}/inputs`, whole),
    outputs: keep(
      `${name}/outputs`,
      Object.entries(results).map(([key, {dims, data}]) => ({name: key, shape: [...dims], values: data})),
    ),
  }
  writeFileSync(workPath('onnx', name, 'manifest.json'), JSON.stringify(manifest))
  const {status} = spawnSync(given.python, [join(BENCH, 'onnx_check.py'), workPath('onnx', name)], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exitCode = 1
}
