// From a table to a model: columns one by one, the networks, and the calibration of what they make.
import type {RunContext, Table} from '@inferloop/contract'
import {chooseRows} from '@inferloop/random'
import {calibration, quantileMap, slotShares, valuesInModes} from './calibrate.ts'
import {type Conditions, conditionsOf, countsOf} from './conditions.ts'
import {drawSlots} from './draw-slots.ts'
import {type EncodedColumn, encodeColumn} from './encode.ts'
import {feeder} from './feed.ts'
import {layoutOf, type ModelColumn, slotCount} from './layout.ts'
import {learnColumn} from './learn-columns.ts'
import type {CtganModel, Weights} from './model.ts'
import type {Settings} from './options.ts'
import {checkMemory} from './memory.ts'
import {drawStart, type GeneratorShape, openGenerator, type RunningGenerator} from './run-generator.ts'
import {train} from './train.ts'
import {addTo, validation} from './validation.ts'

/** Slots of all columns of labels together, as far as rarer ones can be grouped: weights grow with their square. */
const MOST_SLOTS = 2000
const MOST_VALIDATED = 2500
/** Below this many rows none is held out. */
const LEAST_HELD_OUT = 500
/** Numbers made to calibrate by. */
const CALIBRATED_NUMBERS = 4e6
const CALIBRATED_ROWS = 20_000

/** @throws the signal's reason when it is aborted; InferError INFER_ONNX_UNAVAILABLE, INFER_MEMORY_FULL, INFER_TRAINING_DIVERGED */
export async function fitModel(table: Table, given: Settings, run: RunContext): Promise<CtganModel> {
  run.signal.throwIfAborted()
  const settings = fitted(given, table.rows)
  const {columns, encoded} = await readColumns(table, settings, run)
  const layout = layoutOf(columns)
  checkMemory(layout, settings)
  const {width, layers} = settings.generator
  const shape: GeneratorShape = {layout, noise: settings.noise, width, layers}
  const {train: learnt, held} = splitRows(table.rows, settings, run)
  const counts = countsOf(columns, layout)
  const drawing = conditionsOf(counts, count => count)
  const training = conditionsOf(counts, settings.logFrequency ? Math.log1p : count => count)
  const shares = slotShares(
    encoded.map(({slots}) => slots),
    layout,
  )
  if (columns.length === 0) return {columns, noise: settings.noise, width, layers, weights: {}}
  const generator = await openGenerator(shape)
  try {
    const score = validation(
      {
        shape,
        columns,
        encoded,
        learnt,
        held,
        conditions: drawing,
        shares,
        calibrate: settings.calibrate,
        random: run.random.split('validation'),
      },
      generator,
    )
    const feed = feeder(layout, encoded, learnt, training, settings)
    const trained = await train(
      {layout, settings, rows: table.rows, feed, score, shapes: generator.shapes},
      run,
    )
    const plain: CtganModel = {columns, noise: settings.noise, width, layers, weights: trained.weights}
    if (!settings.calibrate) return plain
    return await calibrated(plain, {shape, encoded, drawing, shares, generator, settings}, run)
  } finally {
    await generator.close()
  }
}

/** A batch of whole packs, no larger than the table, two rows at least. */
function fitted(settings: Settings, rows: number): Settings {
  const most = Math.max(2, Math.min(settings.batch, rows))
  const pack = Math.min(settings.pack, most)
  return {...settings, pack, batch: Math.floor(most / pack) * pack}
}

async function readColumns(table: Table, settings: Settings, run: RunContext) {
  const columns: ModelColumn[] = []
  const encoded: EncodedColumn[] = []
  const within = {...settings, mostCategories: labelLimit(table, settings)}
  if (within.mostCategories < settings.mostCategories)
    run.log(
      `${within.mostCategories} labels of a column are learnt one by one, for there are ${MOST_SLOTS} slots for all`,
    )
  for (const [at, {name}] of table.columns.entries()) {
    run.progress({phase: 'columns', done: at, total: table.columns.length, unit: 'columns', note: name})
    await new Promise(resolve => setImmediate(resolve))
    run.signal.throwIfAborted()
    const random = run.random.split('columns').split(at)
    const learnt = learnColumn(table, at, within, random.split('modes'))
    const slots = encodeColumn(table, at, learnt, random.split('rows'))
    columns.push(settings.conditionNumbers ? withCounts(learnt.column, slots) : learnt.column)
    encoded.push(slots)
  }
  return {columns, encoded}
}

/** The most labels of each column that leave all of them within `MOST_SLOTS`; four at least. */
function labelLimit({columns}: Table, {mostCategories}: Settings): number {
  const counts = columns.flatMap(({schema}) =>
    'categories' in schema ? [schema.categories.length + schema.missing.length] : [],
  )
  const slots = (limit: number) => counts.reduce((sum, count) => sum + Math.min(count, limit), 0)
  let limit = mostCategories
  while (limit > 4 && slots(limit) > MOST_SLOTS) limit--
  return limit
}

/** A number with the rows of its slots, so that it is asked for; labels are anyway. */
function withCounts(column: ModelColumn, {slots}: EncodedColumn): ModelColumn {
  if (column.code.kind === 'labels') return column
  const counts = new Uint32Array(slotCount(column))
  for (const slot of slots) counts[slot]!++
  return {...column, code: {...column.code, counts}} as ModelColumn
}

/** Rows that are learnt, and those to validate with: the same ones in small tables. */
function splitRows(rows: number, {validationShare}: Settings, {random}: RunContext) {
  const all = Uint32Array.from({length: rows}, (_, row) => row)
  const choose = (count: number) => chooseRows(rows, count, random.split('held out'))
  if (rows < LEAST_HELD_OUT || validationShare === 0)
    return {train: all, held: choose(Math.min(rows, MOST_VALIDATED))}
  const held = choose(Math.min(MOST_VALIDATED, Math.max(1, Math.floor(rows * validationShare))))
  const isHeld = new Set(held)
  return {train: all.filter(row => !isHeld.has(row)), held}
}

interface ToCalibrate {
  readonly shape: GeneratorShape
  readonly encoded: readonly EncodedColumn[]
  readonly drawing: Conditions
  readonly shares: readonly Float64Array[]
  readonly generator: RunningGenerator
  readonly settings: Settings
}

async function calibrated(
  model: CtganModel,
  {shape, encoded, drawing, shares, generator, settings}: ToCalibrate,
  {random}: RunContext,
): Promise<CtganModel> {
  const {layout} = shape
  const rows = Math.max(1000, Math.min(CALIBRATED_ROWS, Math.floor(CALIBRATED_NUMBERS / layout.width)))
  const start = drawStart(shape, rows, drawing, random.split('calibration'))
  const logits = await generator.run(start, model.weights)
  const added = calibration(logits, layout, shares)
  addTo(logits, added)
  const drawn = drawSlots(logits, layout, random.split('calibration slots'))
  const columns = model.columns.map((column, j): ModelColumn => {
    if (column.code.kind === 'labels') return column
    const made = valuesInModes(column, drawn.slots[j]!, drawn.scalars[j])
    const real = valuesInModes(column, encoded[j]!.slots, encoded[j]!.scalars)
    return {...column, code: {...column.code, ...quantileMap(made, real, settings.leastRows)}} as ModelColumn
  })
  const bias = model.weights['g.out.bias']!.map((one, i) => one + added[i]!)
  const weights: Weights = {...model.weights, 'g.out.bias': bias}
  return {...model, columns, weights}
}
