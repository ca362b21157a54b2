import {expect} from 'chai'
import {formatOfPath} from '../src/index.ts'

describe('formatOfPath', () => {
  it('goes by the ending, whatever its case', () => {
    for (const path of ['a.csv', 'a.TSV', 'x/y.z/a.txt', 'a.tab', 'a.psv'])
      expect(formatOfPath(path), path).to.equal('csv')
    for (const path of ['a.parquet', 'C:\\data\\a.PQ']) expect(formatOfPath(path), path).to.equal('parquet')
    for (const [path, format] of [
      ['a.json', 'json'],
      ['a.jsonl', 'ndjson'],
      ['a.NDJSON.gz', 'ndjson'],
      ['a.feather', 'arrow'],
      ['a.xlsx', 'excel'],
      ['a.csv.zst', 'csv'],
      ['a.parquet.zip', 'parquet'],
    ] as const)
      expect(formatOfPath(path), path).to.equal(format)
    for (const path of ['a', 'csv', 'a.xls', 'a.csv/b', '.', '-', 'a.gz'])
      expect(formatOfPath(path), path).to.equal(undefined)
  })
})
