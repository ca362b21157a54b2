import type {NumericColumn, Table} from '@inferloop/contract'
import {createRandom} from '@inferloop/random'
import {expect} from 'chai'
import {completeOptions} from '@inferloop/contract'
import {encodeColumn} from '../src/encode.ts'
import {layoutOf} from '../src/layout.ts'
import {learnColumn} from '../src/learn-columns.ts'
import {options as specs, settingsOf} from '../src/options.ts'
import {slotShares} from '../src/calibrate.ts'
import {validation} from '../src/validation.ts'
import {numberSchema} from './towns.ts'

describe('validation', () => {
  const rows = 2000
  const random = createRandom(1)
  // Nine in ten are 0: most quantiles fall on one value.
  const x = Float64Array.from({length: rows}, () =>
    random.next() < 0.9 ? 0 : Math.round(random.next() * 1000),
  )
  const y = x.map(value => (value > 0 ? 500 : 10) + Math.round(20 * random.normal()))
  const column = (name: string, values: Float64Array): NumericColumn => ({
    name,
    kind: 'numeric',
    values,
    schema: numberSchema(name, [Math.min(...values), Math.max(...values)]),
  })
  const table: Table = {rows, columns: [column('x', x), column('y', y)]}
  const settings = settingsOf(completeOptions('ctgan', specs, {}, 'default'))
  const learnt = table.columns.map((_, at) => learnColumn(table, at, settings, createRandom(at)))
  const columns = learnt.map(one => one.column)
  const encoded = learnt.map((one, at) => encodeColumn(table, at, one, createRandom(at)))
  const layout = layoutOf(columns)
  const all = Uint32Array.from(x.keys())

  /** The score of rows that stand so, by a generator that gives them. */
  async function scoreOf(rowOf: (row: number, column: number) => number): Promise<number> {
    const score = validation(
      {
        shape: {layout, noise: 1, width: 4, layers: 1},
        columns,
        encoded,
        learnt: all,
        held: all,
        conditions: {columns: [], chances: []},
        shares: slotShares(
          encoded.map(({slots}) => slots),
          layout,
        ),
        calibrate: true,
        random: createRandom(2),
      },
      {
        async run(start) {
          const logits = new Float32Array(start.length * layout.width).fill(-50)
          for (let made = 0; made < start.length; made++)
            layout.places.forEach(({scalar, start: first}, j) => {
              const row = rowOf(made % rows, j)
              const at = made * layout.width
              // A network never gives the same number twice.
              logits[at + scalar] = Math.atanh(encoded[j]!.scalars![row]!) + 1e-4 * random.normal()
              logits[at + first + encoded[j]!.slots[row]!] = 50
            })
          return logits
        },
        shapes: [],
        close: async () => {},
      },
    )
    return score({})
  }

  it('finds hardly any fault with the table itself, also where most cells hold one number', async () => {
    expect(await scoreOf(row => row)).to.be.lessThan(0.05)
  })

  it('finds columns that do not go together', async () => {
    expect(await scoreOf((row, j) => (row + 7 * j) % rows)).to.be.greaterThan(0.15)
  })
})
