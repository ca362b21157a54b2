// A generator: a pair of pure functions around a model that is plain data, and its visiting card.
import type {CONTRACT} from './hooks.ts'
import type {RunContext} from './run-context.ts'
import type {ModelledSchema} from './schema.ts'
import type {Table} from './table.ts'

export type TypedArray =
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Float32Array
  | Float64Array

export type Json = null | boolean | number | string | readonly Json[] | {readonly [key: string]: Json}

/** A model as the model file holds it: JSON facts and flat arrays by name, nothing executable. */
export interface SavedModel {
  readonly meta: Json
  readonly arrays: Readonly<Record<string, TypedArray>>
}

/** How far the output must keep from the rows it was learnt from. Every generator honours it. */
export type Privacy = 'low' | 'default' | 'high'

export type OptionValue = number | string | boolean

/** Options by name, complete: defaults filled in and checked against the descriptor before `fit` sees them. */
export type Options = Readonly<Record<string, OptionValue>> & {readonly privacy: Privacy}

/** One option as `infer info generator NAME` shows it and as it is checked. */
export interface OptionSpec {
  readonly name: string
  readonly type: 'integer' | 'number' | 'boolean' | 'choice'
  readonly summary: string
  readonly default: OptionValue
  readonly min?: number
  readonly max?: number
  readonly choices?: readonly string[]
  /** `rows`, `trees`, …; left out for pure numbers. */
  readonly unit?: string
  /** Paper, specification or measurement the default comes from. */
  readonly source: string
}

export interface Generator<Model = unknown> {
  /** Learns the joint distribution of a table's columns. Does not keep rows. */
  fit(table: Table, options: Options, run: RunContext): Promise<Model>
  /**
   * Yields `rows` new rows in batches. The same `run.random` gives the same rows on any number of threads.
   * Columns come in the order, with the kinds and schemas, of the table `fit` saw.
   */
  sample(model: Model, rows: number, run: RunContext): AsyncIterable<Table>
  save(model: Model): SavedModel
  /**
   * `columns` are the schemas of the columns `fit` saw, in order; the model file keeps them.
   * @throws InferError INFER_MODEL_DAMAGED when the parts do not fit together
   */
  load(saved: SavedModel, columns: readonly ModelledSchema[]): Model
  /** The model for other runtimes; left out by generators that have no network. */
  exportOnnx?(model: Model): OnnxExport
}

/** A network as other runtimes read it. */
export interface OnnxExport {
  /** An ONNX model: standard operators, all weights inside. */
  readonly onnx: Uint8Array
  /** What its inputs are drawn from, and how its outputs become cells. */
  readonly description: Json
}

/** What a plugin's `infer:generators` hook returns: a few plain facts and the road to the code. */
export interface GeneratorDescriptor {
  readonly contract: typeof CONTRACT
  readonly name: string
  readonly summary: string
  readonly options: readonly OptionSpec[]
  readonly load: () => Promise<Generator>
}

/** Checks the type of a generator and erases its model, which only the generator itself looks into. */
export function defineGenerator<Model>(generator: Generator<Model>): Generator {
  return generator
}
