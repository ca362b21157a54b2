// Cases about what comes out: the right number of rows, the right columns, cells that could have been there.
import type {Table} from '../table.ts'
import {check, checkBatch, correlation, joined, ksDistance, tvDistance} from './checks.ts'
import {oddTables, orders} from './tables.ts'
import {batchesOf, optionsFrom, runWith, type ConformanceCase} from './workbench.ts'

/** Rows no batch may exceed: a million rows must never sit in memory at once. */
const LARGEST_BATCH = 65_536

/**
 * Furthest a column's distribution may be from the table's: 2,000 real against 4,000 drawn rows of the same
 * distribution are within 0.037 at 95 % (1.36·√(1/2000 + 1/4000), Smirnov 1948); twice that is a defect.
 */
const MARGIN = 0.08

export const cellCases: readonly ConformanceCase[] = [
  {
    name: 'leaves the table it learns from as it was',
    async run(generator, tools) {
      const given = orders(500)
      await generator.fit(given, optionsFrom(tools), runWith(tools))
      const again = orders(500)
      check(JSON.stringify(plain(given)) === JSON.stringify(plain(again)), 'fit changed the table')
    },
  },
  {
    name: 'gives exactly as many rows as are asked for, in the columns it saw',
    async run(generator, tools) {
      const fitted = orders(500)
      const model = await generator.fit(fitted, optionsFrom(tools), runWith(tools))
      for (const rows of [0, 1, 7, 10_001]) {
        const batches = await batchesOf(generator, model, rows, runWith(tools))
        for (const batch of batches) checkBatch(batch, fitted)
        const given = batches.reduce((sum, batch) => sum + batch.rows, 0)
        check(given === rows, `${rows} rows were asked for, ${given} came`)
      }
    },
  },
  {
    name: `gives at most ${LARGEST_BATCH} rows in a batch`,
    async run(generator, tools) {
      const model = await generator.fit(orders(300), optionsFrom(tools), runWith(tools))
      for await (const batch of generator.sample(model, 2 * LARGEST_BATCH, runWith(tools))) {
        check(batch.rows <= LARGEST_BATCH, `a batch had ${batch.rows} rows`)
      }
    },
  },
  {
    name: 'makes no cell missing in a column that had none',
    async run(generator, tools) {
      // checkBatch, inside draw, refuses a missing cell where the schema knows no missing token.
      await draw(orders(1000), 3000, generator, tools)
    },
  },
  ...oddTables().map(
    ({name, table}): ConformanceCase => ({
      name: `learns from ${name}`,
      async run(generator, tools) {
        const sample = await draw(table, 50, generator, tools)
        check(sample.rows === 50, `50 rows were asked for, ${sample.rows} came`)
      },
    }),
  ),
  {
    name: `keeps every column's distribution within ${MARGIN} of the table's`,
    async run(generator, tools) {
      const fitted = orders(2000)
      const sample = await draw(fitted, 4000, generator, tools)
      fitted.columns.forEach((column, index) => {
        const made = sample.columns[index]!
        if ('codes' in column && 'codes' in made) {
          near(column.name, 'labels', tvDistance(column.codes, made.codes))
        } else if (!('codes' in column) && !('codes' in made)) {
          near(column.name, 'values', ksDistance(column, made))
          const none = new Uint8Array(fitted.rows)
          near(
            column.name,
            'missing cells',
            tvDistance(column.missing ?? none, made.missing ?? new Uint8Array(sample.rows)),
          )
        }
      })
    },
  },
  {
    name: 'keeps a strong dependence between two columns',
    async run(generator, tools) {
      const fitted = orders(2000)
      const sample = await draw(fitted, 4000, generator, tools)
      const [real, made] = [seatsAndPrice(fitted), seatsAndPrice(sample)]
      check(
        made >= 0.8 * real,
        `seats and price correlate at ${made.toFixed(2)}, in the table at ${real.toFixed(2)}`,
      )
      const [realSpread, madeSpread] = [priceOfFreePlans(fitted), priceOfFreePlans(sample)]
      check(
        madeSpread <= realSpread + 0.1,
        `${(100 * madeSpread).toFixed(0)} % of the free plans cost something, in the table ${(100 * realSpread).toFixed(0)} %`,
      )
    },
  },
]

function near(column: string, what: string, distance: number): void {
  check(distance <= MARGIN, `${column}: its ${what} are ${distance.toFixed(3)} from the table's`)
}

async function draw(
  fitted: Table,
  rows: number,
  generator: Parameters<ConformanceCase['run']>[0],
  tools: Parameters<ConformanceCase['run']>[1],
): Promise<Table> {
  const model = await generator.fit(fitted, optionsFrom(tools), runWith(tools))
  const batches = await batchesOf(generator, model, rows, runWith(tools, {seed: 2}))
  for (const batch of batches) checkBatch(batch, fitted)
  return joined(batches, fitted)
}

/** Typed arrays as lists, so that a comparison as JSON sees every cell (NaN reads null on both sides). */
function plain(table: Table): unknown {
  return table.columns.map(column =>
    'codes' in column
      ? [column.schema, [...column.codes]]
      : [column.schema, [...column.values], [...(column.missing ?? [])]],
  )
}

function seatsAndPrice(table: Table): number {
  const [, seats, price] = table.columns
  if (seats === undefined || price === undefined || 'codes' in seats || 'codes' in price) return Number.NaN
  return correlation(seats, price)
}

/** Share of rows with plan `free` whose price is above 0. */
function priceOfFreePlans(table: Table): number {
  const [plan, , price] = table.columns
  if (plan === undefined || price === undefined || !('codes' in plan) || 'codes' in price) return Number.NaN
  const prices = [...price.values].filter((_, row) => plan.codes[row] === 0)
  return prices.filter(value => value > 0).length / prices.length
}
