// The trees model as flat arrays and back; every tree's arrays are joined, so a model has the same few arrays for any table.
import {InferError, type ModelledSchema, type SavedModel, type TypedArray} from '@inferloop/contract'
import type {Axis, DensityTree} from '@inferloop/forest'
import {treeFault} from './model-faults.ts'
import type {ModelColumn, TreesModel} from './model.ts'

const VERSION = 1

type Joined = Readonly<Record<string, TypedArray>>
type Maker = {new (length: number): TypedArray; readonly name: string}

const AXIS_FIELDS = {atoms: Float64Array, knots: Float64Array, cuts: Float64Array} as const
const TREE_FIELDS = {
  feature: Int32Array,
  split: Uint32Array,
  child: Uint32Array,
  sets: Uint8Array,
  count: Uint32Array,
  entry: Uint32Array,
  codes: Uint16Array,
  cumulative: Uint32Array,
  slopeFeature: Int32Array,
  slope: Float32Array,
  centre: Float32Array,
} as const

export function saveModel(model: TreesModel): SavedModel {
  const arrays: Record<string, TypedArray> = {}
  for (const [field, maker] of Object.entries(AXIS_FIELDS))
    join(
      arrays,
      field,
      maker,
      model.columns.map(c => c.axis?.[field as keyof typeof AXIS_FIELDS] ?? new Float64Array()),
    )
  for (const [field, maker] of Object.entries(TREE_FIELDS))
    join(
      arrays,
      field,
      maker,
      model.columns.map(c => c.tree[field as keyof typeof TREE_FIELDS]),
    )
  return {meta: {version: VERSION, order: [...model.order], alpha: model.alpha}, arrays}
}

function join(
  arrays: Record<string, TypedArray>,
  field: string,
  maker: Maker,
  parts: readonly TypedArray[],
): void {
  const whole = new maker(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part as never, at)
    at += part.length
  }
  arrays[field] = whole
  arrays[`${field}-lengths`] = Uint32Array.from(parts, part => part.length)
}

/** @throws InferError INFER_MODEL_DAMAGED when the arrays do not fit each other or the columns */
export function loadModel(saved: SavedModel, columns: readonly ModelledSchema[]): TreesModel {
  const meta = (saved.meta ?? {}) as {version?: unknown; order?: unknown; alpha?: unknown}
  if (meta.version !== VERSION)
    throw damaged(`version should be ${VERSION}, was ${JSON.stringify(meta.version)}`)
  const {order, alpha} = meta
  if (!isOrder(order, columns.length))
    throw damaged(`order should hold each of the ${columns.length} columns once`)
  if (typeof alpha !== 'number' || !(alpha >= 0)) throw damaged(`alpha should be a number from 0`)
  const axes = cut(saved.arrays, AXIS_FIELDS, columns.length)
  const trees = cut(saved.arrays, TREE_FIELDS, columns.length)
  const model: TreesModel = {
    columns: columns.map((schema, i): ModelColumn => {
      const numeric = schema.kind === 'numeric' || schema.kind === 'datetime'
      const axis = numeric
        ? ({...axes[i], missingCodes: schema.missing.length} as unknown as Axis)
        : undefined
      return {schema, axis, tree: trees[i] as unknown as DensityTree}
    }),
    order,
    alpha,
  }
  const fault = treeFault(model)
  if (fault !== undefined) throw damaged(fault)
  return model
}

function isOrder(order: unknown, columns: number): order is number[] {
  if (!Array.isArray(order) || order.length !== columns) return false
  return new Set(order).size === columns && order.every(j => Number.isInteger(j) && j >= 0 && j < columns)
}

function cut(
  arrays: Joined,
  fields: Readonly<Record<string, Maker>>,
  columns: number,
): Record<string, TypedArray>[] {
  const out = Array.from({length: columns}, (): Record<string, TypedArray> => ({}))
  for (const [field, maker] of Object.entries(fields)) {
    const whole = arrays[field]
    const lengths = arrays[`${field}-lengths`]
    if (whole?.constructor.name !== maker.name) throw damaged(`${field} should be a ${maker.name}`)
    if (!(lengths instanceof Uint32Array) || lengths.length !== columns)
      throw damaged(`${field}-lengths should have ${columns} entries`)
    if (lengths.reduce((sum, n) => sum + n, 0) !== whole.length)
      throw damaged(`${field} should be as long as its parts, was ${whole.length}`)
    let at = 0
    lengths.forEach((length, i) => {
      out[i]![field] = whole.slice(at, at + length)
      at += length
    })
  }
  return out
}

function damaged(what: string): InferError {
  return new InferError('INFER_MODEL_DAMAGED', {
    message: `The model's trees do not fit together: ${what}.`,
    suggestions: ['infer generate data.csv --save-model model.infer --force'],
  })
}
