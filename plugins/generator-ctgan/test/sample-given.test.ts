import {type CategoricalColumn, completeOptions, type NumericColumn, type Table} from '@inferloop/contract'
import {expect} from 'chai'
import {ctgan, type CtganModel, type Given, sampleGiven} from '../src/ctgan.ts'
import {options as specs} from '../src/options.ts'
import {quietRun} from './quiet-run.ts'
import {towns} from './towns.ts'

const run = quietRun()

describe('rows with given values', () => {
  let model: CtganModel
  before(async function () {
    this.timeout(60_000)
    const given = {
      epochs: 60,
      batch: 100,
      pack: 1,
      dropout: 0,
      noise: 16,
      'generator-width': 48,
      'discriminator-width': 48,
      'generator-rate': 2e-3,
      'discriminator-rate': 2e-3,
    }
    model = (await ctgan.fit(
      towns(1500),
      completeOptions('ctgan', specs, given, 'default'),
      run,
    )) as CtganModel
  })

  async function draw(rows: number, given: Given): Promise<Table> {
    const batches: Table[] = []
    for await (const batch of sampleGiven(model, rows, given, run)) batches.push(batch)
    expect(batches.reduce((sum, batch) => sum + batch.rows, 0)).to.equal(rows)
    return batches[0]!
  }
  const codes = (table: Table, column: number) => (table.columns[column] as CategoricalColumn).codes
  const mean = (values: Float64Array) => {
    const present = values.filter(value => !Number.isNaN(value))
    return present.reduce((a, b) => a + b, 0) / present.length
  }

  for (const [column, name, labels] of [
    [0, 'town', ['Gera', 'Genf', 'Ulm']],
    [3, 'balcony', ['no', 'yes']],
  ] as const)
    for (const [code, label] of labels.entries())
      it(`have ${name} ${label} in each, and the rest that goes with it`, async () => {
        const table = await draw(300, {[name]: label})
        expect(codes(table, column).every(one => one === code)).to.equal(true)
        if (name === 'town' && label !== 'Ulm') {
          const rent = mean((table.columns[1] as NumericColumn).values)
          const [least, most] = label === 'Genf' ? [1500, 2200] : [450, 900]
          expect(rent).to.be.within(least, most)
        }
      })

  it('may be numbers between bounds, missing, and several at once', async () => {
    const table = await draw(50, {town: 'Genf', rent: {min: 1900, max: 2100}, balcony: 'no'})
    expect(
      (table.columns[1] as NumericColumn).values.every(value => value >= 1900 && value <= 2100),
    ).to.equal(true)
    expect(codes(table, 0).every(code => code === 1) && codes(table, 3).every(code => code === 0)).to.equal(
      true,
    )
    const missing = await draw(50, {rent: ''})
    expect((missing.columns[1] as NumericColumn).values.every(Number.isNaN)).to.equal(true)
  })

  it('are as many as a whole number says', async () => {
    for (const rows of [-1, 1.5, Number.NaN]) {
      const failed = await draw(rows, {town: 'Ulm'}).catch((error: unknown) => error)
      expect((failed as Error).message).to.include(`was ${rows}`)
    }
    expect(await draw(0, {town: 'Ulm'})).to.equal(undefined)
  })

  it('are refused for columns and labels that were not learnt', async () => {
    for (const [given, message] of [
      [{city: 'Ulm'}, 'no column "city"'],
      [{town: 'Rom'}, 'town has no label "Rom"'],
      [{rent: 'abc'}, 'rent has numbers from'],
      [{rent: null}, 'rent has numbers from'],
      [{rent: {min: 20, max: 10}}, 'rent has numbers from'],
      [{rent: 1e9}, 'asked for was 1000000000'],
    ] as const) {
      const failed = await draw(1, given as unknown as Given).catch((error: unknown) => error)
      expect((failed as Error).message).to.include(message)
    }
  })
}).timeout(60_000)
