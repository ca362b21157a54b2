import {expect} from 'chai'
import type {ModelledSchema} from '@inferloop/contract'
import {modelFault} from '../src/model-faults.ts'
import type {TreesModel} from '../src/model.ts'

const schema: ModelledSchema = {
  name: 'paid',
  kind: 'boolean',
  evidence: '',
  missing: [],
  physical: 'text',
  categories: ['yes', 'no'],
}

/** A column of yes and no that follows nothing, its one tree `rounds` times. */
const boosted = (rounds: number): TreesModel => ({
  columns: [
    {
      schema,
      axis: undefined,
      learnt: {
        method: 'boosting',
        trees: {
          bias: 0,
          roots: new Uint32Array(rounds),
          feature: Int32Array.of(-1),
          split: new Uint32Array(1),
          child: new Uint32Array(1),
          sets: new Uint8Array(),
          value: new Float32Array(1),
        },
      },
    },
  ],
  order: [0],
  alpha: 0,
  blend: 0,
})

describe('modelFault', () => {
  it('lets no column have more trees than a fit makes', () => {
    expect(modelFault(boosted(160))).to.equal(undefined)
    expect(modelFault(boosted(161))).to.equal('paid: roots should be at most 160, were 161')
  })
})
