// Any number of rows as the model has them.
import type {RunContext, Table} from '@inferloop/contract'
import {batchRows, drawBatches} from './draw-batches.ts'
import {layoutOf} from './layout.ts'
import type {CtganModel} from './model.ts'

/** @throws the signal's reason when it is aborted; InferError INFER_ONNX_UNAVAILABLE */
export async function* sampleModel(model: CtganModel, rows: number, run: RunContext): AsyncGenerator<Table> {
  run.signal.throwIfAborted()
  run.progress({phase: 'sample', done: 0, total: rows, unit: 'rows'})
  if (rows === 0) return
  if (model.columns.length === 0) {
    run.progress({phase: 'sample', done: rows, total: rows, unit: 'rows'})
    yield {rows, columns: []}
    return
  }
  const most = batchRows(layoutOf(model.columns))
  let done = 0
  for await (const batch of drawBatches(model, () => Math.min(most, rows - done), run)) {
    done += batch.rows
    run.progress({phase: 'sample', done, total: rows, unit: 'rows'})
    yield {rows: batch.rows, columns: batch.columns}
  }
}
