// Cases about damaged models: a file that was cut, mixed up or edited is refused, or does no harm.
import {errorCode} from '../errors.ts'
import type {Generator, Json, SavedModel, TypedArray} from '../generator.ts'
import type {ModelledSchema} from '../schema.ts'
import type {Table} from '../table.ts'
import {check, checkBatch} from './checks.ts'
import {schemasOf, throughFile} from './repeating.ts'
import {orders} from './tables.ts'
import {batchesOf, optionsFrom, runWith, type ConformanceCase, type ConformanceTools} from './workbench.ts'

interface Damage {
  readonly what: string
  readonly saved: SavedModel
  readonly columns?: readonly ModelledSchema[]
}

export const damageCases: readonly ConformanceCase[] = [
  {
    name: 'refuses a saved model with a part missing, cut short or of another table',
    async run(generator, tools) {
      const {fitted, saved} = await savedModel(generator, tools)
      const columns = schemasOf(fitted)
      const cut = Object.entries(saved.arrays)
        .filter(([, array]) => array.length > 0)
        .flatMap(([name, array]): Damage[] => [
          {what: `array ${name} removed`, saved: {...saved, arrays: without(saved.arrays, name)}},
          {what: `array ${name} one short`, saved: withArray(saved, name, array.slice(0, -1))},
        ])
      const metas = [null, 'text', 7, [], {}].map(
        (meta: Json): Damage => ({
          what: `meta ${JSON.stringify(meta)}`,
          saved: {...saved, meta},
        }),
      )
      const others: Damage[] = [
        {what: 'a column fewer', saved, columns: columns.slice(1)},
        {what: 'a column more', saved, columns: [...columns, columns[0]!]},
        {what: 'columns of other kinds', saved, columns: columns.toReversed()},
      ]
      for (const damage of [...cut, ...metas, ...others]) {
        const outcome = load(generator, damage, columns)
        check(
          outcome.refused,
          `with ${damage.what} it should be refused with INFER_MODEL_DAMAGED, was accepted`,
        )
      }
    },
  },
  {
    name: 'refuses a saved model with other numbers in it, or draws rows that can be written',
    async run(generator, tools) {
      const {fitted, saved} = await savedModel(generator, tools)
      const columns = schemasOf(fitted)
      const filled = Object.entries(saved.arrays).flatMap(([name, array]) =>
        [0, -1, 1e9, Number.NaN].map(
          (value): Damage => ({
            what: `array ${name} full of ${value}`,
            saved: withArray(saved, name, array.slice().fill(value)),
          }),
        ),
      )
      const edited = placesIn(saved.meta).flatMap(path =>
        [null, -1, 1e15, 'x'].map(
          (value): Damage => ({
            what: `meta/${path.join('/')} = ${JSON.stringify(value)}`,
            saved: {...saved, meta: replaced(saved.meta, path, value)},
          }),
        ),
      )
      for (const damage of [...filled, ...edited]) {
        const outcome = load(generator, damage, columns)
        if (outcome.refused) continue
        try {
          const batches = await batchesOf(generator, outcome.model, 200, runWith(tools))
          for (const batch of batches) checkBatch(batch, fitted)
          const rows = batches.reduce((sum, batch) => sum + batch.rows, 0)
          check(rows === 200, `200 rows were asked for, ${rows} came`)
        } catch (error) {
          throw new Error(`with ${damage.what} it was accepted, then: ${(error as Error).message}`, {
            cause: error,
          })
        }
      }
    },
  },
]

async function savedModel(
  generator: Generator,
  tools: ConformanceTools,
): Promise<{readonly fitted: Table; readonly saved: SavedModel}> {
  const fitted = orders(200)
  const model = await generator.fit(fitted, optionsFrom(tools), runWith(tools))
  return {fitted, saved: throughFile(generator.save(model))}
}

function load(
  generator: Generator,
  damage: Damage,
  columns: readonly ModelledSchema[],
): {readonly refused: true} | {readonly refused: false; readonly model: unknown} {
  try {
    return {refused: false, model: generator.load(damage.saved, damage.columns ?? columns)}
  } catch (error) {
    const code = errorCode(error)
    check(
      code === 'INFER_MODEL_DAMAGED' || code === 'INFER_MODEL_VERSION',
      `with ${damage.what} load threw ${code ?? String(error)}, not INFER_MODEL_DAMAGED`,
    )
    return {refused: true}
  }
}

const without = (arrays: SavedModel['arrays'], name: string): SavedModel['arrays'] =>
  Object.fromEntries(Object.entries(arrays).filter(([key]) => key !== name))

const withArray = (saved: SavedModel, name: string, array: TypedArray): SavedModel => ({
  ...saved,
  arrays: {...saved.arrays, [name]: array},
})

/** Paths to a spread of at most 60 numbers, texts and truth values inside `meta`. */
function placesIn(meta: Json): string[][] {
  const all: string[][] = []
  const walk = (value: Json, path: string[]): void => {
    if (value !== null && typeof value === 'object') {
      for (const [key, part] of Object.entries(value)) walk(part, [...path, key])
    } else if (path.length > 0) all.push(path)
  }
  walk(meta, [])
  const every = Math.ceil(all.length / 60)
  return all.filter((_, index) => index % every === 0)
}

function replaced(meta: Json, path: readonly string[], value: Json): Json {
  const copy = structuredClone(meta)
  let at = copy as Record<string, Json>
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, Json>
  at[path.at(-1)!] = value
  return copy
}
