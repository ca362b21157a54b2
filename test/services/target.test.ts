// Names and formats of outputs.
import {expect} from 'chai'
import {mkdirSync, mkdtempSync, rmSync, symlinkSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {checkEnding, checkTarget, defaultOutput, outputFormat} from '../../src/services/target.ts'

describe('the default output', () => {
  it('stands beside the input', () => {
    for (const [input, format, output] of [
      ['data.csv', undefined, 'data.synthetic.csv'],
      ['a/b.c/data.tsv', undefined, 'a/b.c/data.synthetic.tsv'],
      ['data.parquet', undefined, 'data.synthetic.parquet'],
      ['data.csv', 'parquet', 'data.synthetic.parquet'],
      ['data.tsv', 'csv', 'data.synthetic.tsv'],
      ['data.pq', 'parquet', 'data.synthetic.pq'],
      ['m.infer', undefined, 'm.synthetic.csv'],
      ['m.infer', 'parquet', 'm.synthetic.parquet'],
      ['M.INFER', undefined, 'M.synthetic.csv'],
      ['data', undefined, 'data.synthetic'],
      ['data', 'csv', 'data.synthetic.csv'],
      ['data.csv.gz', undefined, 'data.synthetic.csv.gz'],
      ['data.csv.gz', 'json', 'data.synthetic.json.gz'],
      ['data.xlsx', undefined, 'data.synthetic.xlsx'],
    ] as const)
      expect(defaultOutput(input, format), `${input} ${format}`).to.equal(output)
  })
})

describe('the target', () => {
  it('is the same file by another name, through a linked folder, before anything is there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'infer-target-'))
    mkdirSync(join(folder, 'a'))
    symlinkSync('a', join(folder, 'b'))
    const again = checkTarget(join(folder, 'b/x.csv'), '--save-model', [join(folder, 'a/x.csv')], {
      force: true,
    })
    const error = await again.catch((found: Error) => found)
    rmSync(folder, {recursive: true})
    expect((error as Error).message).to.contain('was named already')
  })
})

describe('the format of an output', () => {
  const semicolons = {format: 'csv', delimiter: ';', newline: '\r\n', bom: true} as const

  it('is what was asked for, else what the name says, else that of the input', () => {
    expect(outputFormat('a.csv', 'parquet', semicolons)).to.deep.equal({format: 'parquet'})
    expect(outputFormat('a.parquet', undefined, semicolons)).to.deep.equal({format: 'parquet'})
    expect(outputFormat(undefined, undefined, {format: 'parquet'})).to.deep.equal({format: 'parquet'})
    expect(outputFormat('a.csv', undefined, {format: 'parquet'})).to.deep.equal({format: 'csv'})
  })

  it('is packed as the name says, and keeps what JSON needs', () => {
    const lines = {format: 'ndjson', nested: ['a.b'], packing: 'gzip'} as const
    expect(outputFormat('x.json', undefined, lines)).to.deep.equal({format: 'ndjson', nested: ['a.b']})
    expect(outputFormat('x.ndjson.zst', 'json', lines)).to.deep.equal({
      format: 'json',
      nested: ['a.b'],
      packing: 'zstd',
    })
    expect(outputFormat('x.csv', undefined, lines)).to.deep.equal({format: 'csv'})
    expect(outputFormat(undefined, undefined, lines)).to.deep.equal({format: 'ndjson', nested: ['a.b']})
  })

  it('is refused where the name says another', () => {
    for (const [output, format] of [
      ['a.parquet', 'csv'],
      ['a.TSV', 'parquet'],
    ] as const)
      expect(() => checkEnding(output, {output, format})).to.throw(
        `--format ${format} would be written under the name ${output}`,
      )
    for (const output of ['a.csv', 'a.tsv', 'a', 'a.txt', 'a.dat'])
      checkEnding(output, {output, format: 'csv'})
  })

  it('keeps the dialect of the input, but for tabs, which go by the name', () => {
    expect(outputFormat('a.csv', undefined, semicolons)).to.deep.equal(semicolons)
    expect(outputFormat('a.tsv', undefined, semicolons).delimiter).to.equal('\t')
    const tabs = {format: 'csv', delimiter: '\t'} as const
    expect(outputFormat('a.csv', undefined, tabs).delimiter).to.equal(',')
    expect(outputFormat(undefined, undefined, tabs).delimiter).to.equal('\t')
  })
})
