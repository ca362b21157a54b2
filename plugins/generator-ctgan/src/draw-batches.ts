// Rows drawn by the generator in batches, each from a random stream of its own.
import type {Random, RunContext, Table} from '@inferloop/contract'
import {conditionsOf, countsOf} from './conditions.ts'
import {decoderOf} from './decode.ts'
import {type DrawnSlots, drawSlots} from './draw-slots.ts'
import {type Layout, layoutOf} from './layout.ts'
import type {CtganModel} from './model.ts'
import {drawStart, openGenerator} from './run-generator.ts'

/** Numbers of one batch, before they are cells. */
const BATCH_NUMBERS = 1e6
const MOST_ROWS = 4096

export interface Drawn {
  readonly slots: DrawnSlots
  readonly rows: number
  readonly columns: Table['columns']
}

export const batchRows = ({width}: Layout): number =>
  Math.max(1, Math.min(MOST_ROWS, Math.floor(BATCH_NUMBERS / width)))

/**
 * Batches for as long as `wanted` says how many rows. Conditions are drawn by how often slots stand in the table; `fixed` is a condition
 * for all rows: its place that is 1.
 */
export async function* drawBatches(
  model: CtganModel,
  wanted: () => number,
  {random, signal}: Pick<RunContext, 'random' | 'signal'>,
  fixed?: number,
): AsyncGenerator<Drawn> {
  const layout = layoutOf(model.columns)
  const conditions = conditionsOf(countsOf(model.columns, layout), count => count)
  const decoders = model.columns.map(decoderOf)
  const generator = await openGenerator({...model, layout})
  try {
    for (let batch = 0, rows = wanted(); rows > 0; batch++, rows = wanted()) {
      signal.throwIfAborted()
      yield await drawn(rows, random.split(batch))
      await new Promise(resolve => setImmediate(resolve))
      signal.throwIfAborted()
    }
  } finally {
    await generator.close()
  }

  async function drawn(rows: number, stream: Random): Promise<Drawn> {
    const start = drawStart({layout, noise: model.noise}, rows, conditions, stream.split('start'), fixed)
    const slots = drawSlots(await generator.run(start, model.weights), layout, stream.split('slots'))
    const cells = stream.split('cells')
    return {slots, rows, columns: decoders.map((decode, j) => decode(slots, j, cells.split(j)))}
  }
}
