// The trees model as flat arrays and back; every column's arrays are joined, so a model has the same few arrays for any table.
import {InferError, type ModelledSchema, type SavedModel, type TypedArray} from '@inferloop/contract'
import type {Axis, BoostedTrees, ColumnModel, DensityTree} from '@inferloop/forest'
import {modelFault} from './model-faults.ts'
import type {ModelColumn, TreesModel} from './model.ts'

const VERSION = 1

type Maker = {new (length: number): TypedArray; readonly name: string}
type Fields = Readonly<Record<string, Maker>>
type Parts = Readonly<Record<string, TypedArray>>

const AXIS: Fields = {atoms: Float64Array, knots: Float64Array, cuts: Float64Array}
const DENSITY: Fields = {
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
  repeats: Int32Array,
}
const BOOSTED: Fields = {
  roots: Uint32Array,
  feature: Int32Array,
  split: Uint32Array,
  child: Uint32Array,
  sets: Uint8Array,
  value: Float32Array,
}

export function saveModel(model: TreesModel): SavedModel {
  const learnt = model.columns.map(c => c.learnt)
  const density = learnt.flatMap(l => (l.method === 'density' ? [l.tree as unknown as Parts] : []))
  const boosted = learnt.flatMap(l => (l.method === 'boosting' ? [l.trees] : []))
  const axes = model.columns.flatMap(c => (c.axis ? [c.axis as unknown as Parts] : []))
  return {
    meta: {
      version: VERSION,
      order: [...model.order],
      alpha: model.alpha,
      blend: model.blend,
      methods: learnt.map(l => l.method),
      bias: boosted.map(b => b.bias),
    },
    arrays: {
      ...joined('axis', AXIS, axes),
      ...joined('density', DENSITY, density),
      ...joined('boosted', BOOSTED, boosted as unknown as Parts[]),
    },
  }
}

function joined(prefix: string, fields: Fields, parts: readonly Parts[]): Record<string, TypedArray> {
  const out: Record<string, TypedArray> = {}
  for (const [field, maker] of Object.entries(fields)) {
    const whole = new maker(parts.reduce((sum, part) => sum + part[field]!.length, 0))
    let at = 0
    for (const part of parts) {
      whole.set(part[field] as never, at)
      at += part[field]!.length
    }
    out[`${prefix}-${field}`] = whole
    out[`${prefix}-${field}-lengths`] = Uint32Array.from(parts, part => part[field]!.length)
  }
  return out
}

/** @throws InferError INFER_MODEL_DAMAGED when the arrays do not fit each other or the columns */
export function loadModel(saved: SavedModel, columns: readonly ModelledSchema[]): TreesModel {
  const {order, alpha, blend, methods, bias} = checkedMeta(saved.meta, columns.length)
  const numeric = columns.filter(isNumeric)
  const axes = cut(saved.arrays, 'axis', AXIS, numeric.length)
  const density = cut(saved.arrays, 'density', DENSITY, methods.filter(m => m === 'density').length)
  const boosted = cut(saved.arrays, 'boosted', BOOSTED, bias.length)
  const next = {axis: 0, density: 0, boosted: 0}
  const model: TreesModel = {
    columns: columns.map((schema, i): ModelColumn => {
      const axis = isNumeric(schema)
        ? ({...axes[next.axis++], missingCodes: schema.missing.length} as unknown as Axis)
        : undefined
      const learnt: ColumnModel =
        methods[i] === 'density'
          ? {method: 'density', tree: density[next.density++] as unknown as DensityTree}
          : {
              method: 'boosting',
              trees: {...boosted[next.boosted], bias: bias[next.boosted++]!} as unknown as BoostedTrees,
            }
      return {schema, axis, learnt}
    }),
    order,
    alpha,
    blend,
  }
  const fault = modelFault(model)
  if (fault !== undefined) throw damaged(fault)
  return model
}

const isNumeric = (schema: ModelledSchema): boolean => schema.kind === 'numeric' || schema.kind === 'datetime'

interface Meta {
  readonly order: number[]
  readonly alpha: number
  readonly blend: number
  readonly methods: ColumnModel['method'][]
  readonly bias: number[]
}

function checkedMeta(saved: unknown, columns: number): Meta {
  const meta = (saved !== null && typeof saved === 'object' ? saved : {}) as Partial<Meta> & {
    version?: unknown
  }
  const {version, order, alpha, blend, methods, bias} = meta
  if (version !== VERSION) throw damaged(`version should be ${VERSION}, was ${JSON.stringify(version)}`)
  const whole = (j: unknown): boolean => Number.isInteger(j) && (j as number) >= 0 && (j as number) < columns
  if (
    !Array.isArray(order) ||
    order.length !== columns ||
    new Set(order).size !== columns ||
    !order.every(whole)
  )
    throw damaged(`order should hold each of the ${columns} columns once`)
  if (typeof alpha !== 'number' || !(alpha >= 0)) throw damaged('alpha should be a number from 0')
  if (typeof blend !== 'number' || !(blend >= 0 && blend <= 1)) throw damaged('blend should be from 0 to 1')
  if (
    !Array.isArray(methods) ||
    methods.length !== columns ||
    !methods.every(m => m === 'density' || m === 'boosting')
  )
    throw damaged(`methods should name the method of each of the ${columns} columns`)
  const boosted = methods.filter(m => m === 'boosting').length
  if (!Array.isArray(bias) || bias.length !== boosted || !bias.every(Number.isFinite))
    throw damaged(`bias should hold ${boosted} numbers`)
  return {order, alpha, blend, methods, bias}
}

function cut(arrays: Parts, prefix: string, fields: Fields, count: number): Record<string, TypedArray>[] {
  const out = Array.from({length: count}, (): Record<string, TypedArray> => ({}))
  for (const [field, maker] of Object.entries(fields)) {
    const name = `${prefix}-${field}`
    const whole = arrays[name]
    const lengths = arrays[`${name}-lengths`]
    if (whole?.constructor.name !== maker.name) throw damaged(`${name} should be a ${maker.name}`)
    if (!(lengths instanceof Uint32Array) || lengths.length !== count)
      throw damaged(`${name}-lengths should have ${count} entries`)
    if (lengths.reduce((sum, n) => sum + n, 0) !== whole.length)
      throw damaged(`${name} should be as long as its parts, was ${whole.length}`)
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
