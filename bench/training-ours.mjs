// One contender of training.mjs: CTGAN's or TVAE's step by packages/tensor. Reads a number of steps a line, trains them, and prints
// milliseconds a step: wall and processor. Run with --conditions=inferloop-source.
import {createInterface} from 'node:readline'
import {createRandom} from '@inferloop/random'
import {openTrainer} from '@inferloop/tensor'
import {ADULT, ctganStep} from '../packages/tensor/test/networks/ctgan.ts'
import {tvaeStep} from '../packages/tensor/test/networks/tvae.ts'

const [network] = process.argv.slice(2)
const {segments, rows, batch, categories} = ADULT
const conditions = categories.reduce((a, b) => a + b)
const random = createRandom(1)
const began = performance.now()

/** Rows like Adult's after CTGAN's transformation, each segment drawn alone. */
const width = segments.reduce((sum, segment) => sum + segment.width, 0)
const data = new Float32Array(rows * width)
for (let at = 0; at < data.length; ) {
  for (const segment of segments) {
    if (segment.activation === 'tanh') data[at] = random.next() * 1.6 - 0.8
    else data[at + random.below(segment.width)] = 1
    at += segment.width
  }
}
const drawn = performance.now()

function feed(_, stream, into) {
  for (let i = 0; i < batch; i++) into['rows'][i] = stream.below(rows)
  if (network !== 'ctgan') return
  for (let i = 0; i < batch; i++) {
    into['fake.condition'][i] = into['real.condition'][i] = stream.below(conditions)
    into['next.condition'][i] = stream.below(conditions)
  }
}

const step = network === 'ctgan' ? ctganStep(ADULT) : tvaeStep({...ADULT, latent: 128, hidden: [128, 128]})
const trainer = await openTrainer(step, {random, feed, tables: {data}})
const ready = performance.now() - drawn
console.log(`ready ${ready.toFixed(0)} ms, rows ${(drawn - began).toFixed(0)} ms`)

for await (const line of createInterface({input: process.stdin})) {
  const steps = Number(line)
  const before = process.cpuUsage()
  const start = performance.now()
  await trainer.run(steps)
  const wall = performance.now() - start
  const {user, system} = process.cpuUsage(before)
  console.log(`${wall / steps} ${(user + system) / 1000 / steps}`)
}
