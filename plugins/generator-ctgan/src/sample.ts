// Draws rows in batches; each batch has its own random stream.
import type {RunContext, Table} from '@inferloop/contract'
import {conditionsOf, slotCounts} from './conditions.ts'
import {decoderOf} from './decode.ts'
import {drawSlots} from './draw-slots.ts'
import {layoutOf} from './layout.ts'
import type {CtganModel} from './model.ts'
import {drawStart, openGenerator} from './run-generator.ts'

/** Numbers of one batch, before they are cells. */
const BATCH_NUMBERS = 1e6
const MOST_ROWS = 4096

/** Conditions are drawn by how often labels stand in the table. */
export async function* sampleModel(model: CtganModel, rows: number, run: RunContext): AsyncGenerator<Table> {
  const {columns, noise, width, layers, weights} = model
  run.signal.throwIfAborted()
  run.progress({phase: 'sample', done: 0, total: rows, unit: 'rows'})
  if (rows === 0) return
  const layout = layoutOf(columns)
  const counts = columns.map((column, j) => slotCounts(column, layout.places[j]!.size))
  const conditions = conditionsOf(counts, count => count)
  const decoders = columns.map(decoderOf)
  const most = Math.max(1, Math.min(MOST_ROWS, Math.floor(BATCH_NUMBERS / layout.width)))
  const generator = await openGenerator({layout, noise, width, layers})
  try {
    for (let start = 0, batch = 0; start < rows; start += most, batch++) {
      run.signal.throwIfAborted()
      const count = Math.min(most, rows - start)
      const random = run.random.split(batch)
      const given = drawStart({layout, noise}, count, conditions, random.split('start'))
      const drawn = drawSlots(await generator.run(given, weights), layout, random.split('slots'))
      const cells = random.split('cells')
      run.progress({phase: 'sample', done: start + count, total: rows, unit: 'rows'})
      yield {rows: count, columns: decoders.map((decode, j) => decode(drawn, j, cells.split(j)))}
      await new Promise(resolve => setImmediate(resolve))
      run.signal.throwIfAborted()
    }
  } finally {
    await generator.close()
  }
}
