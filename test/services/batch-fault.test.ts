// What is said of batches that are not what a generator promised.
import {type CategoricalSchema, type NumericSchema, PLAIN_FORMAT} from '@inferloop/contract'
import {expect} from 'chai'
import {batchFault} from '../../src/services/batch-fault.ts'

const about = {evidence: 'for a test', physical: 'text'} as const
const beds: NumericSchema = {
  ...about,
  name: 'beds',
  kind: 'numeric',
  missing: ['', 'NA'],
  decimals: 0,
  step: 1,
  offset: 0,
  min: 0,
  max: 9,
  format: PLAIN_FORMAT,
}
const view: CategoricalSchema = {
  ...about,
  name: 'view',
  kind: 'categorical',
  missing: [],
  categories: ['sea', 'town'],
}

const values = Float64Array.of(1, Number.NaN, 3)
const missing = Uint8Array.of(0, 2, 0)
const codes = Uint32Array.of(0, 1, 1)
const numbers = (more: object = {}) => ({name: 'beds', kind: 'numeric', values, missing, ...more})
const labels = (more: object = {}) => ({name: 'view', kind: 'categorical', codes, ...more})

const fault = (batch: unknown) => batchFault(batch, [beds, view])
const ofNumbers = (more: object) => fault({rows: 3, columns: [numbers(more), labels()]})
const ofLabels = (more: object) => fault({rows: 3, columns: [labels(more), numbers()]})

describe('batchFault', () => {
  it('takes neither an empty batch, of which there could be any number, nor one that fills memory', () => {
    expect(fault({rows: 0, columns: []})).to.contain('a batch of 0 rows')
    expect(fault({rows: 65_537, columns: []})).to.contain('1 to 65,536 are one')
  })

  it('has nothing against a whole batch, columns in any order', () => {
    expect(fault({rows: 3, columns: [numbers(), labels()]})).to.equal(undefined)
    expect(ofLabels({})).to.equal(undefined)
  })

  it('wants a batch', () => {
    for (const batch of [
      undefined,
      null,
      7,
      [],
      {rows: 3},
      {rows: -1, columns: []},
      {rows: 0.5, columns: []},
    ])
      expect(fault(batch), JSON.stringify(batch)).to.equal('yielded something that is no batch of rows')
    expect(fault({rows: 3, columns: [undefined]})).to.equal('left out column "beds" of a batch')
  })

  it('wants every column, of its kind', () => {
    expect(fault({rows: 3, columns: [numbers()]})).to.equal('left out column "view" of a batch')
    expect(ofLabels({kind: 'boolean'})).to.equal(
      'made column "view" of a batch boolean instead of categorical',
    )
    expect(ofNumbers({kind: 'datetime'})).to.equal(
      'made column "beds" of a batch datetime instead of numeric',
    )
  })

  it('wants typed arrays as long as the batch', () => {
    expect(ofNumbers({values: [1, 2, 3]})).to.include('no Float64Array of values')
    expect(ofNumbers({values: values.slice(1)})).to.include('2 values for 3 rows')
    expect(ofNumbers({missing: missing.slice(1)})).to.include('no Uint8Array of its rows')
    expect(ofLabels({codes: undefined})).to.include('no Uint32Array of codes')
    expect(ofLabels({codes: codes.slice(1)})).to.include('2 codes for 3 rows')
  })

  it('wants cells that can be written', () => {
    expect(ofLabels({codes: Uint32Array.of(0, 1, 2)})).to.include('code 2, where there are 2')
    expect(ofNumbers({values: Float64Array.of(1, 2, Infinity), missing: undefined})).to.include(
      'Infinity, which is no value',
    )
    expect(ofNumbers({missing: undefined})).to.include('missing token 0, where there are 1 to 2')
    expect(ofNumbers({missing: Uint8Array.of(0, 3, 0)})).to.include('missing token 3, where there are 1 to 2')
    expect(ofNumbers({missing: Uint8Array.of(1, 1, 0)})).to.include('1 and missing token 1 in one cell')
    const whole = {...beds, missing: []}
    expect(batchFault({rows: 3, columns: [numbers()]}, [whole])).to.include(
      'a missing cell, where none was missing',
    )
  })
})
