import {expect} from 'chai'
import {judgeColumns} from '../../src/columns/judge-columns.ts'
import {keys} from '../compared.ts'

describe('KeyUniqueness', () => {
  it('is asked only of ids that name every real row once', () => {
    const [unique, repeated, gone] = judgeColumns([
      keys('id', 'id', ['a', 'b'], ['c', 'c']),
      keys('ticket', 'id', ['a', 'a'], ['c', 'c']),
      keys('maybe', 'id', ['a', ''], ['c', 'd']),
    ])
    expect(unique!.validity?.score).to.equal(0.5)
    expect([repeated!.validity, gone!.validity]).to.deep.equal([null, null])
  })
})
