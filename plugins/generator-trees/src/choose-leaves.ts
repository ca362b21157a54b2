// Whether a fitted model's rows are told from real ones, so that its leaves should be smaller.
import type {EncodedColumn, Pool} from '@inferloop/forest'
import {chooseRows, createRandom} from '@inferloop/random'
import {detectionAuc} from './detection.ts'
import {openCells} from './draw-cells.ts'
import type {TreesModel} from './model.ts'

/** Most rows compared with as many drawn ones. */
const ROWS = 8000
/** Cells of rows compared: a bound on work, not on time, so that the same table always gives the same leaves. */
const CELLS = 4e5
/** Fewer rows tell nothing. */
const LEAST_ROWS = 200

/** The detection AUC of a model on the rows it was fitted to, whatever the seed; undefined when the table is too small or too wide. */
export async function toldApart(
  model: TreesModel,
  encoded: readonly EncodedColumn[],
  rows: number,
  pool: Pool,
): Promise<number | undefined> {
  const taken = Math.min(ROWS, rows, Math.floor(CELLS / encoded.length))
  if (taken < LEAST_ROWS) return undefined
  const random = createRandom('generator-trees/choose-leaves')
  const real = chooseRows(rows, taken, random)
  const cells = openCells(model, taken)
  const {bins} = cells.draw(taken, random.split('drawn'))
  const auc = await detectionAuc(encoded, real, bins, random, pool)
  cells.close()
  return auc
}
