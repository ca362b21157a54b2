// The model as flat arrays and back. Weights stand in the order of the layers; the graph is not kept: it follows from a few sizes, so
// that a model file holds nothing that is run.
import {InferError, type ModelledSchema, type SavedModel, type TypedArray} from '@inferloop/contract'
import {sizeOf} from '@inferloop/tensor'
import {layoutOf, type ModelColumn} from './layout.ts'
import type {CtganModel} from './model.ts'
import {trainedShapes} from './networks.ts'
import {slotFault} from './model-faults.ts'

const VERSION = 1

const NUMERIC = ['means', 'deviations', 'atoms', 'made', 'real'] as const
/** Of numbers; labels have counts of labels. */
const NUMERIC_COUNTS = 'slot-counts'
const LABELS = ['slots', 'counts'] as const

export function saveModel({columns, noise, width, layers, weights}: CtganModel): SavedModel {
  const numeric = columns.flatMap(({code}) => (code.kind === 'numeric' ? [code] : []))
  const labels = columns.flatMap(({code}) => (code.kind === 'labels' ? [code] : []))
  const shapes = trainedShapes(layoutOf(columns), noise, {width, layers})
  return {
    meta: {version: VERSION, noise, width, layers},
    arrays: {
      weights: joined(
        Float32Array,
        shapes.map(({name}) => weights[name]!),
      ),
      ...Object.assign(
        {},
        ...NUMERIC.map(key =>
          lists(
            key,
            Float64Array,
            numeric.map(code => code[key]),
          ),
        ),
      ),
      ...lists(
        NUMERIC_COUNTS,
        Uint32Array,
        numeric.map(code => code.counts),
      ),
      ...Object.assign(
        {},
        ...LABELS.map(key =>
          lists(
            key,
            Uint32Array,
            labels.map(code => code[key]),
          ),
        ),
      ),
    },
  }
}

type Maker<A extends TypedArray> = new (length: number) => A

const lists = <A extends TypedArray>(key: string, maker: Maker<A>, parts: readonly A[]) => ({
  [key]: joined(maker, parts),
  [`${key}-lengths`]: Uint32Array.from(parts, ({length}) => length),
})

function joined<A extends TypedArray>(maker: Maker<A>, parts: readonly A[]): A {
  const whole = new maker(parts.reduce((sum, {length}) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/**
 * @throws InferError INFER_MODEL_DAMAGED when the parts do not fit each other or the columns, INFER_MODEL_VERSION when a newer ctgan made
 * it
 */
export function loadModel({meta, arrays}: SavedModel, schemas: readonly ModelledSchema[]): CtganModel {
  const {noise, width, layers} = sizesIn(meta)
  const isLabels = (schema: ModelledSchema) => 'categories' in schema
  const count = schemas.filter(isLabels).length
  const read = {
    ...cut(arrays, NUMERIC, Float64Array, schemas.length - count),
    ...cut(arrays, [NUMERIC_COUNTS], Uint32Array, schemas.length - count),
    ...cut(arrays, LABELS, Uint32Array, count),
  } as unknown as Record<string, (Float64Array & Uint32Array)[]>
  const next = {labels: 0, numeric: 0}
  const columns = schemas.map((schema): ModelColumn => {
    const kind = isLabels(schema) ? 'labels' : 'numeric'
    const i = next[kind]++
    const parts = (kind === 'labels' ? LABELS : NUMERIC).map(key => [key, read[key]![i]!])
    const counts = kind === 'numeric' && {counts: read[NUMERIC_COUNTS]![i]!}
    return {schema, code: {kind, ...Object.fromEntries(parts), ...counts}} as ModelColumn
  })
  for (const column of columns) {
    const fault = slotFault(column)
    if (fault !== undefined) throw damaged(`${JSON.stringify(column.schema.name)}: ${fault}`)
  }
  return {
    columns,
    noise,
    width,
    layers,
    weights: weightsIn(arrays['weights'], columns, {noise, width, layers}),
  }
}

type Sizes = Pick<CtganModel, 'noise' | 'width' | 'layers'>

function sizesIn(meta: unknown): Sizes {
  const {version, noise, width, layers} = (meta ?? {}) as Record<string, unknown>
  if (Number.isInteger(version) && (version as number) > VERSION)
    throw new InferError('INFER_MODEL_VERSION', {
      message: `The model was made by a newer ctgan: its version is ${version as number}, this one reads up to ${VERSION}.`,
      suggestions: ['infer plugins update'],
    })
  if (version !== VERSION) throw damaged(`version should be ${VERSION}, was ${JSON.stringify(version)}`)
  const within = (name: string, value: unknown, most: number): number => {
    if (Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most) return value as number
    throw damaged(`${name} should be from 1 to ${most}, was ${JSON.stringify(value)}`)
  }
  return {
    noise: within('noise', noise, 1024),
    width: within('width', width, 1024),
    layers: within('layers', layers, 6),
  }
}

function weightsIn(whole: TypedArray | undefined, columns: readonly ModelColumn[], sizes: Sizes) {
  const shapes = trainedShapes(layoutOf(columns), sizes.noise, sizes)
  const length = shapes.reduce((sum, {shape}) => sum + sizeOf(shape), 0)
  if (!(whole instanceof Float32Array) || whole.length !== length)
    throw damaged(`weights should be ${length} numbers, were ${whole?.length ?? 'none'}`)
  if (!whole.every(Number.isFinite)) throw damaged('a weight is no finite number')
  let at = 0
  return Object.fromEntries(shapes.map(({name, shape}) => [name, whole.slice(at, (at += sizeOf(shape)))]))
}

function cut<A extends TypedArray>(
  arrays: SavedModel['arrays'],
  keys: readonly string[],
  maker: Maker<A>,
  count: number,
): Record<string, A[]> {
  return Object.fromEntries(
    keys.map(key => {
      const [whole, lengths] = [arrays[key], arrays[`${key}-lengths`]]
      if (!(whole instanceof maker)) throw damaged(`${key} should be a ${maker.name}`)
      if (!(lengths instanceof Uint32Array) || lengths.length !== count)
        throw damaged(`${key}-lengths should have ${count} entries`)
      if (lengths.reduce((sum, n) => sum + n, 0) !== whole.length)
        throw damaged(`${key} should be as long as its parts, was ${whole.length}`)
      let at = 0
      return [key, Array.from(lengths, length => whole.slice(at, (at += length)) as A)]
    }),
  )
}

const damaged = (what: string): InferError =>
  new InferError('INFER_MODEL_DAMAGED', {
    message: `The model's parts do not fit together: ${what}.`,
    suggestions: ['infer generate data.csv --generator ctgan --save-model model.infer --force'],
  })
