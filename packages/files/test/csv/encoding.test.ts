import {expect} from 'chai'
import {bytesOf} from '../formats.ts'
import {cellsOf, csvTable} from '../tables.ts'

const content = 'name,city\nZoë,São Paulo\nRené,日本 🙂\n'
const expected = [
  ['Zoë', 'São Paulo'],
  ['René', '日本 🙂'],
]

describe('encodings', () => {
  const marked = (encoding: 'utf8' | 'utf16le') => Buffer.from(`\ufeff${content}`, encoding)
  const cases: [name: string, bytes: Buffer, bom: boolean][] = [
    ['utf-8', Buffer.from(content), false],
    ['utf-8', marked('utf8'), true],
    ['utf-16le', marked('utf16le'), true],
    ['utf-16be', marked('utf16le').swap16(), true],
  ]
  for (const [name, bytes, bom] of cases) {
    it(`reads ${name} ${bom ? 'with' : 'without'} a byte order mark, however it is cut`, async () => {
      for (const chunkBytes of [1, 3, 1000]) {
        const table = await csvTable(bytes, {chunkBytes})
        expect(cellsOf(table)).to.deep.equal({names: ['name', 'city'], rows: expected})
        expect(table.source).to.deep.include({bom, encoding: name})
      }
    })
  }

  it('reads what is not UTF-8 as windows-1252, and says so', async () => {
    const table = await csvTable(Buffer.from('na\xefve,price\nZo\xeb,5 \x80\nx,\x93y\x94\n', 'latin1'))
    expect(cellsOf(table)).to.deep.equal({
      names: ['naïve', 'price'],
      rows: [
        ['Zoë', '5 €'],
        ['x', '“y”'],
      ],
    })
    expect(table.source.encoding).to.equal('windows-1252')
  })

  it('reads UTF-8 as such beside a cell that is not, and keeps each text once', async () => {
    const table = await csvTable(
      Buffer.concat([Buffer.from('a,b\né,1\n'), Buffer.from('\xe9,2\n', 'latin1')]),
    )
    expect(table.columns[0]).to.deep.include({dictionary: ['é'], codes: Uint32Array.of(0, 0)})
  })

  it('are written as they were read', async () => {
    const latin1 = Buffer.from('na\xefve,price\nZo\xeb,5 \x80\nx,\x93y\x94\n', 'latin1')
    const all = [latin1, ...cases.map(([, bytes]) => bytes)]
    for (const bytes of all) expect((await bytesOf([await csvTable(bytes)])).equals(bytes)).to.equal(true)
  })

  it('that windows-1252 cannot hold beside it are written in UTF-8', async () => {
    const mixed = Buffer.concat([Buffer.from('a,b\n日,1\n'), Buffer.from('\xe9,2\n', 'latin1')])
    expect((await bytesOf([await csvTable(mixed)])).toString()).to.equal('a,b\n日,1\né,2\n')
  })
})
