// A small table: towns, what flats cost there, and whether they have a balcony; every dependence is known.
import {type CategoricalSchema, type NumericSchema, PLAIN_FORMAT, type Table} from '@inferloop/contract'
import {createRandom} from '@inferloop/random'

const described = {evidence: 'made for tests', physical: 'text'} as const

export const labelSchema = (
  name: string,
  categories: readonly string[],
  missing: readonly string[] = [],
): CategoricalSchema => ({...described, name, kind: 'categorical', categories, missing})

export const numberSchema = (
  name: string,
  [min, max]: readonly [number, number],
  missing: readonly string[] = [],
): NumericSchema => ({
  ...described,
  name,
  kind: 'numeric',
  decimals: 0,
  step: 1,
  offset: 0,
  min,
  max,
  missing,
  format: PLAIN_FORMAT,
})

/** Rents of 500 ± 50 in Gera and 2000 ± 200 in Genf, a tenth missing; Ulm is one in a hundred; fees are 0 for half. */
export function towns(rows: number): Table {
  const random = createRandom(5)
  const town = Uint32Array.from({length: rows}, () =>
    random.next() < 0.01 ? 2 : random.next() < 0.6 ? 0 : 1,
  )
  const rent = Float64Array.from(town, one => {
    const value = one === 1 ? 2000 + 200 * random.normal() : 500 + 50 * random.normal()
    return random.next() < 0.1 ? Number.NaN : Math.round(value)
  })
  const fee = Float64Array.from(town, () => (random.next() < 0.5 ? 0 : Math.round(20 + 60 * random.next())))
  const present = rent.filter(value => !Number.isNaN(value))
  return {
    rows,
    columns: [
      {name: 'town', kind: 'categorical', codes: town, schema: labelSchema('town', ['Gera', 'Genf', 'Ulm'])},
      {
        name: 'rent',
        kind: 'numeric',
        values: rent,
        missing: Uint8Array.from(rent, value => Number(Number.isNaN(value))),
        schema: numberSchema('rent', [Math.min(...present), Math.max(...present)], ['']),
      },
      {name: 'fee', kind: 'numeric', values: fee, schema: numberSchema('fee', [0, 80])},
      {
        name: 'balcony',
        kind: 'categorical',
        codes: town.map(one => Number(random.next() < (one === 1 ? 0.8 : 0.2))),
        schema: labelSchema('balcony', ['no', 'yes']),
      },
    ],
  }
}
