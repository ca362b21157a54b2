// Cases about sameness: the same dice give the same rows, whatever the number of threads or the road through a file.
import type {Generator, Json, SavedModel, TypedArray} from '../generator.ts'
import type {Table} from '../table.ts'
import {check, firstDifference, joined} from './checks.ts'
import {fingerprints, orders} from './tables.ts'
import {batchesOf, optionsFrom, runWith, type ConformanceCase, type ConformanceTools} from './workbench.ts'

const ROWS = 3000

export const repeatingCases: readonly ConformanceCase[] = [
  {
    name: 'gives the same rows for the same seed',
    async run(generator, tools) {
      const fitted = orders(800)
      const [a, b] = [await once(generator, tools, fitted, 1, 1), await once(generator, tools, fitted, 1, 1)]
      same(a, b, 'the second run')
    },
  },
  {
    name: 'gives other rows for another seed',
    async run(generator, tools) {
      const fitted = orders(800)
      const model = await generator.fit(fitted, optionsFrom(tools), runWith(tools))
      const draw = async (seed: number): Promise<Table> =>
        joined(await batchesOf(generator, model, ROWS, runWith(tools, {seed})), fitted)
      check(firstDifference(await draw(1), await draw(2)) !== undefined, 'seeds 1 and 2 gave the same rows')
    },
  },
  {
    name: 'gives the same rows on 1, 2 and 4 threads',
    async run(generator, tools) {
      const fitted = orders(800)
      const one = await once(generator, tools, fitted, 1, 1)
      for (const threads of [2, 4])
        same(one, await once(generator, tools, fitted, 1, threads), `${threads} threads`)
    },
  },
  {
    name: 'gives the same rows after saving and loading',
    async run(generator, tools) {
      const fitted = orders(800)
      const model = await generator.fit(fitted, optionsFrom(tools), runWith(tools))
      const loaded = generator.load(throughFile(generator.save(model)), schemasOf(fitted))
      const draw = async (from: unknown): Promise<Table> =>
        joined(await batchesOf(generator, from, ROWS, runWith(tools)), fitted)
      same(await draw(model), await draw(loaded), 'the loaded model')
    },
  },
  {
    name: 'saves plain JSON and flat arrays',
    async run(generator, tools) {
      const model = await generator.fit(orders(300), optionsFrom(tools), runWith(tools))
      const {meta, arrays} = generator.save(model)
      const odd = notJson(meta, 'meta')
      check(odd === undefined, `${odd} would not survive JSON`)
      for (const [name, array] of Object.entries(arrays)) {
        check(/^[\w.-]+$/.test(name), `the array name "${name}" should be letters, digits, . _ and -`)
        check(ArrayBuffer.isView(array) && !(array instanceof DataView), `${name} should be a typed array`)
      }
    },
  },
  {
    name: 'saves the same model for the same seed on 1 and 2 threads',
    async run(generator, tools) {
      const fitted = orders(800)
      const fit = async (threads: number): Promise<string> =>
        written(generator.save(await generator.fit(fitted, optionsFrom(tools), runWith(tools, {threads}))))
      check((await fit(1)) === (await fit(2)), 'the saved models differ')
    },
  },
  {
    name: 'saves no column of values it was given',
    async run(generator, tools) {
      const fitted = fingerprints(1500)
      const model = await generator.fit(fitted, optionsFrom(tools), runWith(tools))
      const {meta, arrays} = generator.save(model)
      const held = new Set<number>(numbersIn(meta))
      for (const array of Object.values(arrays)) for (const value of array) held.add(value)
      for (const column of fitted.columns) {
        if ('codes' in column) continue
        const found = column.values.reduce((sum, value) => sum + (held.has(value) ? 1 : 0), 0)
        check(
          found <= fitted.rows / 2,
          `${found} of the ${fitted.rows} values of ${column.name} stand in the saved model`,
        )
      }
    },
  },
]

async function once(
  generator: Generator,
  tools: ConformanceTools,
  fitted: Table,
  seed: number,
  threads: number,
): Promise<Table> {
  const model = await generator.fit(fitted, optionsFrom(tools), runWith(tools, {seed, threads}))
  return joined(await batchesOf(generator, model, ROWS, runWith(tools, {seed: seed + 100, threads})), fitted)
}

function same(a: Table, b: Table, which: string): void {
  const difference = firstDifference(a, b)
  check(difference === undefined, `${which}: the first difference is at ${difference}`)
}

export const schemasOf = (fitted: Table): Table['columns'][number]['schema'][] =>
  fitted.columns.map(column => column.schema)

/** A saved model as it comes back from a file: JSON text parsed, arrays copied to other memory, names in another order. */
export function throughFile({meta, arrays}: SavedModel): SavedModel {
  const entries = Object.entries(arrays).map(([name, array]): [string, TypedArray] => {
    const bytes = new Uint8Array(array.byteLength + 8)
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), 8)
    const Kind = array.constructor as new (buffer: ArrayBuffer, offset: number, length: number) => TypedArray
    return [name, new Kind(bytes.buffer, 8, array.length)]
  })
  return {meta: JSON.parse(JSON.stringify(meta)) as Json, arrays: Object.fromEntries(entries.toReversed())}
}

/** Everything a saved model says, as one text. */
function written({meta, arrays}: SavedModel): string {
  const lists = Object.entries(arrays).map(([name, array]) => [
    name,
    array.constructor.name,
    [...array].map(String),
  ])
  return JSON.stringify([meta, lists])
}

/** The path of the first thing JSON would lose or change; undefined when there is none. */
function notJson(value: unknown, path: string): string | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return undefined
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0) ? undefined : `${path} (${value})`
  if (typeof value !== 'object') return `${path} (${typeof value})`
  const prototype: unknown = Object.getPrototypeOf(value)
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null)
    return `${path} (not a plain object)`
  return Object.entries(value)
    .map(([key, part]) => notJson(part, `${path}/${key}`))
    .find(odd => odd !== undefined)
}

function numbersIn(value: Json): number[] {
  if (typeof value === 'number') return [value]
  if (value === null || typeof value !== 'object') return []
  return Object.values(value).flatMap(part => numbersIn(part))
}
