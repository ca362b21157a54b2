// Processor milliseconds of one training step, ours against PyTorch, all on one core, taking turns in blocks of 20 steps; time on the
// clock, which other work on the machine lengthens, is kept beside them. CTGAN's is the step that
// the plugin ships, as `npm run build` left it, with its feeder.
// node bench/training.mjs --sdv-python PATH [--rounds 20] [--core 0]; writes the table of packages/tensor/README.md. Linux only (taskset).
import {spawn} from 'node:child_process'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {parseArgs} from 'node:util'
import {writeBetween} from './documents.mjs'
import {BENCH, figure, machine, median, printFigures, ROOT, workPath, writeJson} from './setup.mjs'

const {values: given} = parseArgs({
  options: {
    'sdv-python': {type: 'string', default: process.env.INFER_BENCH_SDV_PYTHON ?? 'python3'},
    rounds: {type: 'string', default: '20'},
    core: {type: 'string', default: '0'},
  },
})
const rounds = Number(given.rounds)
const STEPS = 20
/** Rounds that do not count: caches fill, processors speed up. */
const WARM = 2

/** A process that answers a number of steps with milliseconds a step. */
async function start(name, command, ...args) {
  const env = {...process.env, OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1'}
  const child = spawn('taskset', ['-c', given.core, command, ...args], {
    cwd: ROOT,
    env,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]()
  const {value: hello = ''} = await lines.next()
  if (!hello.startsWith('ready')) throw new Error(`${name} did not start; is everything installed?`)
  return {
    name,
    ready: Number(/ready (\d+)/.exec(hello)?.[1]),
    walls: [],
    processor: [],
    async turn(counts) {
      child.stdin.write(`${STEPS}\n`)
      const [wall, processor] = (await lines.next()).value.split(' ').map(Number)
      if (!counts) return
      this.walls.push(wall)
      this.processor.push(processor)
    },
    end: () => child.stdin.end(),
  }
}

const node = (network, ...flags) => [process.execPath, ...flags, join(BENCH, 'training-ours.mjs'), network]
const python = network => [given['sdv-python'], join(BENCH, 'training_peer.py'), network]

/** All take turns; the first is ours. */
async function race(...contenders) {
  const all = []
  for (const [name, command] of contenders) all.push(await start(name, ...command))
  for (let round = -WARM; round < rounds; round++) for (const one of all) await one.turn(round >= 0)
  const [ours] = all
  for (const one of all) {
    one.ratio = median(one.processor.map((used, i) => used / ours.processor[i]))
    one.used = median(one.processor)
    one.wall = median(one.walls)
    one.wallRatio = median(one.walls.map((wall, i) => wall / ours.walls[i]))
    one.end()
  }
  return Object.fromEntries(
    all.map(({name, ready, used, ratio, wall, wallRatio}) => [name, {ready, used, ratio, wall, wallRatio}]),
  )
}

const ctgan = await race(
  ['ours', node('ctgan')],
  ['defaults', node('ctgan-defaults')],
  ['lean', python('lean')],
  ['ctgan', python('ctgan')],
)
const tvae = await race(['ours', node('tvae', '--conditions=inferloop-source')], ['ctgan', python('tvae')])
printFigures([
  figure(
    'CTGAN, steps a second against PyPI ctgan, at least 2.6',
    ctgan.ctgan.ratio.toFixed(2),
    ctgan.ctgan.ratio >= 2.6,
  ),
  figure(
    'CTGAN, against a lean PyTorch loop, at least 1.35',
    ctgan.lean.ratio.toFixed(2),
    ctgan.lean.ratio >= 1.35,
  ),
  figure('CTGAN, graph built and session ready, under 2000 ms', ctgan.ours.ready, ctgan.ours.ready < 2000),
])
const made = machine()
writeJson(workPath('results', 'training.json'), {machine: made, ctgan, tvae})

const ms = ({used, ratio}) => `${used.toFixed(1)} (${ratio.toFixed(2)})`
const table = `Milliseconds of processor time a step, one core, batch 500, a table like Adult after CTGAN’s transformation (170 columns, 104 categories):

| | ours | the same in a lean PyTorch loop | PyPI \`ctgan\` |
| --- | --- | --- | --- |
| CTGAN: one step of each network, as in the paper, by the plugin’s code | ${ctgan.ours.used.toFixed(1)} | ${ms(ctgan.lean)} | ${ms(ctgan.ctgan)} |
| the same at the plugin’s defaults: an average of the generator, conditions for modes of numbers | ${ctgan.defaults.used.toFixed(1)} | | (${(ctgan.ctgan.used / ctgan.defaults.used).toFixed(2)}) |
| TVAE | ${tvae.ours.used.toFixed(1)} | | ${ms(tvae.ctgan)} |

In brackets how many times ours, the median of ${rounds} rounds in which all take turns. Ours and \`ctgan\` choose rows that meet conditions, the lean loop any. \`ctgan\` also backpropagates into the generator what its
discriminator's step throws away. Building a step and opening its trainer take ${(ctgan.ours.ready / 1000).toFixed(1)} s. ${made.processor}, ${made.processors} processors,
Node ${made.node}, ${made.date}. Written by \`bench/training.mjs\`.`
writeBetween('packages/tensor/README.md', 'speed', table)
