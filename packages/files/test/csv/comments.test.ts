// Remarks before and between rows, and headers that only look like some.
import {expect} from 'chai'
import {cellsOf, csvTable, failure} from '../tables.ts'

const rows = [
  ['1', 'x'],
  ['2', 'y'],
]

describe('remarks in a CSV', () => {
  it('are left out before the header and between rows, however it is cut', async () => {
    const content = '# made by hand, in 2024\n#\nid,name\n1,x\n# one, two, three\n2,y\n#end\n'
    for (const chunkBytes of [1, 4, 1000])
      expect(cellsOf(await csvTable(content, {chunkBytes, sampleBytes: 8}))).to.deep.equal({
        names: ['id', 'name'],
        rows,
      })
    expect(cellsOf(await csvTable(content.trimEnd()))).to.deep.equal({names: ['id', 'name'], rows})
  })

  it('may end in the header', async () => {
    const {names} = cellsOf(await csvTable('# units: cm\n#id,name\n1,x\n2,y\n'))
    expect(names).to.deep.equal(['#id', 'name'])
    expect(cellsOf(await csvTable('#id,name\n1,x\n2,y\n'))).to.deep.equal({names: ['#id', 'name'], rows})
  })

  it('are rows where none stand before the header, or where they are as wide', async () => {
    expect(cellsOf(await csvTable('tag,name\n#1,x\n2,y\n')).rows[0]).to.deep.equal(['#1', 'x'])
    expect(cellsOf(await csvTable('# tags\ntag,name\n#1,x\n2,y\n')).rows[0]).to.deep.equal(['#1', 'x'])
    expect((await failure(() => csvTable('tag,name\n#1\n2,y\n'))).code).to.equal('INFER_CSV_RAGGED')
  })

  it('count as lines of the file', async () => {
    const error = await failure(() => csvTable('# a\n# b\nid,name\n# c\n1,x\n2\n'))
    expect(error.message).to.contain('Line 6 of data.csv has 1 cell')
  })

  it('alone are a table of one column', async () => {
    expect(cellsOf(await csvTable('#a\n#b\n#c\n')).names).to.deep.equal(['#a'])
  })
})
