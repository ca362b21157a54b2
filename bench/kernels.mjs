// Nanoseconds a row of the kernels that draw, on a model of adult: rows to their leaves, scores of boosted trees, whole batches.
// node bench/kernels.mjs --data DIR [--short]   or   node bench/kernels.mjs --model adult.infer
import {existsSync} from 'node:fs'
import {parseArgs} from 'node:util'
import {join} from 'node:path'
import {readModelFile} from '@inferloop/model-file'
import {createRandom} from '@inferloop/random'
import {modelledSchemas} from '@inferloop/table'
import {addScores, fillTrees, reserveTrees} from '../packages/forest/dist/boosted-trees.js'
import {planWorkspace} from '../packages/forest/dist/kernels.js'
import {layOut, NODE_NUMBERS, reserveBatch} from '../packages/forest/dist/tree-layout.js'
import {BATCH_ROWS, openBatches} from '../plugins/generator-trees/dist/draw-batch.js'
import {openCells} from '../plugins/generator-trees/dist/draw-cells.js'
import {loadModel} from '../plugins/generator-trees/dist/saved-model.js'
import {inferGenerate, machine, median, run, workPath} from './setup.mjs'

const {values: given} = parseArgs({
  options: {
    data: {type: 'string', default: process.env.INFER_BENCH_DATA ?? ''},
    model: {type: 'string', default: ''},
    short: {type: 'boolean', default: false},
  },
})
const path = given.model === '' ? await adultModel() : given.model
const {manifest, ...saved} = await readModelFile(path)
const model = loadModel(saved, modelledSchemas(manifest.schema))
const times = given.short ? 5 : 101

const random = createRandom(1)
const cells = openCells(model, BATCH_ROWS)
const drawn = cells.draw(BATCH_ROWS, random.split('rows'))
const categorical = model.columns.map(({axis}) => axis === undefined)
const single = model.columns.flatMap(({learnt}) => (learnt.method === 'density' ? [learnt.tree] : []))
const boosted = model.columns.flatMap(({learnt}) => (learnt.method === 'boosting' ? [learnt.trees] : []))

const plan = planWorkspace()
const batch = reserveBatch(plan, model.columns.length, BATCH_ROWS)
const words = plan.reserve(Uint32Array, BATCH_ROWS)
const scores = plan.reserve(Float64Array, BATCH_ROWS)
const trees = single.map(tree => ({
  nodes: plan.reserve(Int32Array, NODE_NUMBERS * tree.feature.length),
  sets: plan.reserve(Uint8Array, tree.sets.length),
}))
const places = boosted.map(one => reserveTrees(plan, one))
const work = plan.open()
for (const [i, tree] of single.entries()) {
  layOut(tree, categorical, work.arrayAt(trees[i].nodes))
  work.arrayAt(trees[i].sets).set(tree.sets)
}
for (const [i, one] of boosted.entries()) fillTrees(work, places[i], one, categorical)
const bins = work.arrayAt(batch.bins)
for (const [j, column] of drawn.bins.entries()) bins.set(column, j * BATCH_ROWS)
random.words(work.arrayAt(words))

const drawBatch = openBatches(model, BATCH_ROWS)
const timed = [
  {
    what: `rowsByLeaf, ${single.length} trees`,
    once() {
      for (const {nodes, sets} of trees)
        work.kernels.rowsByLeaf(
          nodes.address,
          0,
          sets.address,
          batch.bins.address,
          BATCH_ROWS,
          BATCH_ROWS,
          words.address,
          batch.scratch.address,
        )
    },
  },
  {
    what: `addScores, ${boosted.reduce((sum, {roots}) => sum + roots.length, 0)} boosted trees`,
    once() {
      for (const [i, {roots}] of boosted.entries())
        addScores(work.kernels, places[i], roots, batch, BATCH_ROWS, scores)
    },
  },
  {
    what: `codes and values of a batch, ${model.columns.length} columns`,
    once: () => cells.draw(BATCH_ROWS, random.split('again')),
  },
  {what: 'a batch as it is handed on', once: () => drawBatch(BATCH_ROWS, random.split('batch'))},
]

/** @type {(once: () => unknown) => number} */
const nanosecondsOf = once => {
  // Until the compiler has done its work.
  for (let i = 0; i < 20; i++) once()
  const each = Array.from({length: times}, () => {
    const start = performance.now()
    once()
    return performance.now() - start
  })
  return (1e6 * median(each)) / BATCH_ROWS
}
console.log('| | ns a row |\n| --- | --- |')
for (const {what, once} of timed) console.log(`| ${what} | ${nanosecondsOf(once).toFixed(0)} |`)
const {processor, node, date} = machine()
console.log(`\nMedian of ${times} batches of ${BATCH_ROWS} rows; ${processor}, Node ${node}, ${date}.`)

/** Learnt with the defaults and seed 1. */
async function adultModel() {
  const train = join(given.data, 'adult/train.csv')
  if (given.data === '' || !existsSync(train)) {
    console.error('give --data, the folder of the tables, or --model, a saved one; see bench/README.md')
    process.exit(2)
  }
  const file = workPath('made', 'kernels.infer')
  const more = ['--rows=10', `--save-model=${file}`]
  await run(process.execPath, inferGenerate(train, workPath('made', 'kernels.csv'), {more}))
  return file
}
