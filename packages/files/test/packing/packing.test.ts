// Packed tables: every format in every packing, archives of one table, bombs and what was cut off.
import {gzipSync, zstdCompressSync} from 'node:zlib'
import {expect} from 'chai'
import {ZipFile} from 'yazl'
import {PACKINGS, TABLE_FORMATS} from '@inferloop/contract'
import {bytesOf, tableOf} from '../formats.ts'
import {cellsOf, failure, textTable} from '../tables.ts'

const table = textTable(
  ['name', 'town'],
  [
    ['Zoë', 'Ulm'],
    ['Bob', 'São Paulo'],
  ],
)

async function archive(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name)
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

describe('packed tables', () => {
  for (const packing of PACKINGS)
    for (const format of TABLE_FORMATS) {
      it(`come back from ${format} in ${packing}`, async () => {
        const bytes = await bytesOf([table], {format, packing})
        expect((await bytesOf([table], {format, packing})).equals(bytes)).to.equal(true)
        const back = await tableOf(bytes, {chunkBytes: 50})
        expect(cellsOf(back)).to.deep.equal(cellsOf(table))
        expect(back.source).to.include({format, packing})
      })
    }

  it('are known by their bytes, and their format by the name without the ending', async () => {
    const json = gzipSync('[{"a":1},{"a":2}]')
    expect((await tableOf(json, {name: 'x.json.gz'})).source).to.include({format: 'json', packing: 'gzip'})
    expect((await tableOf(zstdCompressSync('a|b\n1|2\n3|4\n'), {name: 'x.csv'})).source).to.include({
      delimiter: '|',
      packing: 'zstd',
    })
    const twice = Buffer.concat([gzipSync('a\n1\n'), gzipSync('2\n')])
    expect(cellsOf(await tableOf(twice)).rows).to.deep.equal([['1'], ['2']])
  })

  it('may stand in a folder of an archive, beside what Macs leave', async () => {
    const bytes = await archive({
      'data/t.tsv': 'a\tb\n1\t2\n3\t4\n',
      '__MACOSX/data/._t.tsv': 'x',
      'data/.DS_Store': 'y',
    })
    expect(cellsOf(await tableOf(bytes)).names).to.deep.equal(['a', 'b'])
  })

  it('are refused when there are several in an archive, or none', async () => {
    const two = await failure(async () =>
      tableOf(await archive({'a.csv': 'a', 'b.csv': 'b'}), {name: 'two.zip'}),
    )
    expect(two.code).to.equal('INFER_FILE_FORMAT')
    expect(two.message).to.contain('two.zip holds 2 files (a.csv, b.csv)')
    expect((await failure(async () => tableOf(await archive({'__MACOSX/x': ''})))).message).to.contain(
      'holds no file',
    )
  })

  it('that are cut off or altered are refused', async () => {
    for (const packing of PACKINGS) {
      const bytes = await bytesOf([table], {format: 'csv', packing})
      const cut = await failure(() => tableOf(bytes.subarray(0, bytes.length - 12)))
      expect(cut.code, packing).to.equal('INFER_PACKING_DAMAGED')
    }
    const altered = Buffer.from(gzipSync('a,b\n1,2\n3,4\n'))
    altered[altered.length - 6]! ^= 0xff
    expect((await failure(() => tableOf(altered))).code).to.equal('INFER_PACKING_DAMAGED')
  })

  it('that unpack to more than allowed are refused before memory is full', async () => {
    const bomb = Buffer.from('1,2\n'.repeat(1 << 20))
    const packed = [
      gzipSync(bomb),
      zstdCompressSync(bomb),
      await archive({'a.csv': bomb.toString()}),
      await bytesOf([table], {format: 'parquet'}),
      await bytesOf([table], {format: 'arrow'}),
    ]
    for (const [i, bytes] of packed.entries()) {
      const error = await failure(() =>
        tableOf(bytes, {mostUnpacked: i < 3 ? 1 << 20 : 16, chunkBytes: 1 << 16}),
      )
      expect([i, error.code]).to.deep.equal([i, 'INFER_TOO_LARGE'])
      expect(error.suggestions.join(' ')).to.contain('--max-unpacked')
    }
  })
})
