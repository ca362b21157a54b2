// One contender of training.mjs: the step the ctgan plugin ships, with its own feeder, as built in dist; or TVAE's by packages/tensor. Reads
// a number of steps a line, trains them, and prints milliseconds a step: wall and processor. `tvae` needs --conditions=inferloop-source.
import {createInterface} from 'node:readline'
import {completeOptions} from '@inferloop/contract'
import {createRandom} from '@inferloop/random'
import {openTrainer} from '@inferloop/tensor'
import {ADULT} from '../packages/tensor/test/networks/adult.ts'

const [network] = process.argv.slice(2)
const random = createRandom(1)
const {prepare, rows: drawn} = network === 'tvae' ? await tvae() : await ctgan(network === 'ctgan-defaults')
const began = process.cpuUsage()
const {step, ...fed} = prepare()
const trainer = await openTrainer(step, {random, ...fed})
console.log(`ready ${processorSince(began).toFixed(0)} ms, rows ${drawn.toFixed(0)} ms`)

for await (const line of createInterface({input: process.stdin})) {
  const steps = Number(line)
  const before = process.cpuUsage()
  const clock = performance.now()
  await trainer.run(steps)
  const wall = performance.now() - clock
  console.log(`${wall / steps} ${processorSince(before) / steps}`)
}

function processorSince(before) {
  const {user, system} = process.cpuUsage(before)
  return (user + system) / 1000
}

/** The plugin's step and feeder on columns like Adult's after its transformation, each drawn alone; those of the paper or `defaults`, which average the generator and ask for modes. */
async function ctgan(defaults) {
  const dist = name => import(`../plugins/generator-ctgan/dist/${name}.js`)
  const [{trainingStep}, {feeder}, {conditionsOf}, {options, settingsOf}] = await Promise.all(
    ['step', 'feed', 'conditions', 'options'].map(dist),
  )
  const start = performance.now()
  const settings = settingsOf(
    completeOptions('ctgan', options, {batch: ADULT.batch, ...(defaults ? {} : {average: 0})}, 'default'),
  )
  const layout = {places: [], width: 0, conditions: 0}
  const encoded = []
  const counts = []
  let hasScalar = false
  for (const {activation, width} of ADULT.segments) {
    if (activation === 'tanh') {
      hasScalar = true
      layout.width++
      continue
    }
    const slots = Uint16Array.from({length: ADULT.rows}, () => random.below(width))
    const scalars = hasScalar && Float32Array.from(slots, () => random.next() * 1.6 - 0.8)
    encoded.push({slots, ...(scalars && {scalars})})
    const count = new Float64Array(width)
    const isAsked = defaults || !hasScalar
    if (isAsked) for (const slot of slots) count[slot]++
    counts.push(isAsked ? count : undefined)
    layout.places.push({
      scalar: hasScalar ? layout.width - 1 : -1,
      start: layout.width,
      size: width,
      condition: isAsked ? layout.conditions : -1,
    })
    layout.width += width
    if (isAsked) layout.conditions += width
    hasScalar = false
  }
  const all = Uint32Array.from({length: ADULT.rows}, (_, row) => row)
  const feed = feeder(layout, encoded, all, conditionsOf(counts, Math.log1p), settings)
  return {rows: performance.now() - start, prepare: () => ({step: trainingStep(layout, settings), feed})}
}

async function tvae() {
  const {tvaeStep} = await import('../packages/tensor/test/networks/tvae.ts')
  const {segments, rows, batch} = ADULT
  const start = performance.now()
  const width = segments.reduce((sum, segment) => sum + segment.width, 0)
  const data = new Float32Array(rows * width)
  for (let at = 0; at < data.length; ) {
    for (const segment of segments) {
      if (segment.activation === 'tanh') data[at] = random.next() * 1.6 - 0.8
      else data[at + random.below(segment.width)] = 1
      at += segment.width
    }
  }
  const feed = (_, stream, into) => {
    for (let i = 0; i < batch; i++) into['rows'][i] = stream.below(rows)
  }
  return {
    rows: performance.now() - start,
    prepare: () => ({step: tvaeStep({...ADULT, latent: 128, hidden: [128, 128]}), feed, tables: {data}}),
  }
}
