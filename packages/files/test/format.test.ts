import {expect} from 'chai'
import {formatOfPath} from '../src/index.ts'

describe('formatOfPath', () => {
  it('goes by the ending, whatever its case', () => {
    for (const path of ['a.csv', 'a.TSV', 'x/y.z/a.txt', 'a.tab', 'a.psv'])
      expect(formatOfPath(path), path).to.equal('csv')
    for (const path of ['a.parquet', 'C:\\data\\a.PQ']) expect(formatOfPath(path), path).to.equal('parquet')
    for (const path of ['a', 'csv', 'a.json', 'a.csv/b', '.', '-'])
      expect(formatOfPath(path), path).to.equal(undefined)
  })
})
