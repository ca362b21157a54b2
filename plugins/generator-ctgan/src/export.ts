// The generator for other runtimes: an ONNX graph, and in words and numbers what goes in and how rows are read from what comes out.
import {InferError, type Json, type OnnxExport} from '@inferloop/contract'
import * as t from '@inferloop/tensor'
import {slotCounts} from './conditions.ts'
import {layoutOf, type ModelColumn, type Place} from './layout.ts'
import type {CtganModel} from './model.ts'
import {generateTrained, segmentsOf, trainedShapes} from './networks.ts'

/**
 * Inputs `noise` (rows, noise), and `condition` (rows, conditions) where columns are asked for; output `row` (rows, width): scalars through
 * tanh, the slots of each column through softmax. Operators: Concat, Gemm, Relu, Softmax, Split, Tanh.
 *
 * @throws InferError INFER_OPTION when there is no network
 */
export function exportModel(model: CtganModel): OnnxExport {
  const {columns, noise, layers, weights} = model
  const layout = layoutOf(columns)
  if (columns.length === 0)
    throw new InferError('INFER_OPTION', {
      message: 'The model has no network: no column of the table was left for one to learn.',
      suggestions: ['infer generate data.csv --generator ctgan --save-model model.infer: of another table'],
    })
  const shapes = trainedShapes(layout, noise, model)
  const inputs = Object.fromEntries(shapes.map(({name, shape}) => [name, t.input(name, shape)]))
  const parts = [
    t.input('noise', ['rows', noise]),
    ...(layout.conditions > 0 ? [t.input('condition', ['rows', layout.conditions])] : []),
  ]
  const start = parts.length === 1 ? parts[0]! : t.concat(parts)
  const row = t.segmented(generateTrained(start, inputs, layers), segmentsOf(layout))
  return {
    onnx: t.emit({row}, {name: 'ctgan', weights}),
    description: {
      format: 'infer ctgan generator',
      version: 1,
      inputs: {
        noise: {shape: ['rows', noise], draw: 'standard normal'},
        ...(layout.conditions > 0 && {
          condition: {
            shape: ['rows', layout.conditions],
            draw: 'choose a column with a condition, each as likely; choose one of its slots in proportion to slotCounts; 1 at condition + slot, 0 elsewhere. To ask for a label, take its slot.',
          },
        }),
      },
      output: {
        row: {
          shape: ['rows', layout.width],
          read: 'for each column draw slot s with the chances row[start … start + size - 1]; then: labels: one of those with slots[label] = s, in proportion to labelCounts; numbers: s < means.length: x = row[scalar] · 4 · deviations[s] + means[s], then from quantilesMade to quantilesReal by linear interpolation (at the ends by the distance), rounded to offset + k · step within min and max; then atoms; then missing texts',
        },
      },
      columns: columns.map((column, j) => described(column, layout.places[j]!)),
    },
  }
}

function described(column: ModelColumn, {scalar, start, size, condition}: Place): Json {
  const {schema, code} = column
  const counts = slotCounts(column, size)
  const {name, kind, missing} = schema
  if (code.kind === 'labels') {
    const labels = [...(schema as {readonly categories: readonly string[]}).categories, ...missing]
    const lists = {labels, slots: [...code.slots], labelCounts: [...code.counts], slotCounts: [...counts!]}
    return {name, kind, start, size, condition, ...lists}
  }
  const {min, max, step, offset} = schema as {min: number; max: number; step: number; offset: number}
  return {
    name,
    kind,
    ...(scalar >= 0 && {scalar}),
    start,
    size,
    ...(counts && {condition, slotCounts: [...counts]}),
    means: [...code.means],
    deviations: [...code.deviations],
    atoms: [...code.atoms],
    missing: [...missing],
    quantilesMade: [...code.made],
    quantilesReal: [...code.real],
    min,
    max,
    step,
    offset,
  }
}
