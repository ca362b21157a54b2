// Folders of parts: joined in the order of their names, partitions as columns, what does not belong together refused.
import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect} from 'chai'
import {readTable} from '../../src/index.ts'
import {bytesOf} from '../formats.ts'
import {cellsOf, failure, inFolder, never} from '../tables.ts'

const signal = never

async function filled(folder: string, files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), {recursive: true})
    await writeFile(join(folder, name), content)
  }
  return folder
}

describe('a folder of parts', () => {
  it('is one table, in the order of the names, texts kept once', () =>
    inFolder(async folder => {
      const path = await filled(folder, {
        'part-10.csv': 'b,a\nz,3\n',
        'part-2.csv': 'a,b\n2,y\n',
        'part-1.csv': 'a,b\n1,x\n5,y\n',
        'empty.csv': 'a,b\n',
        _SUCCESS: '',
        '.part-3.csv.crc': 'x',
        'notes.md': '# no table',
      })
      const table = await readTable({path}, {signal})
      expect(cellsOf(table)).to.deep.equal({
        names: ['a', 'b'],
        rows: [
          ['1', 'x'],
          ['5', 'y'],
          ['2', 'y'],
          ['3', 'z'],
        ],
      })
      expect(table.columns[1]).to.deep.include({dictionary: ['x', 'y', 'z']})
    }))

  it('has the names of its folders as columns', () =>
    inFolder(async folder => {
      const path = await filled(folder, {
        'year=2023/month=1/a.csv': 'x\n1\n2\n',
        'year=2024/month=__HIVE_DEFAULT_PARTITION__/a.csv': 'x\n3\n',
        'year=2024/month=a%3Ab/a.csv': 'x\n4\n',
      })
      expect(cellsOf(await readTable({path}, {signal}))).to.deep.equal({
        names: ['x', 'year', 'month'],
        rows: [
          ['1', '2023', '1'],
          ['2', '2023', '1'],
          ['3', '2024', ''],
          ['4', '2024', 'a:b'],
        ],
      })
    }))

  it('keeps types, those of a part without values too', () =>
    inFolder(async folder => {
      const path = await filled(folder, {
        '1.ndjson': '{"n":1,"b":true,"s":null}\n{"n":2,"b":null,"s":null}\n',
        '2.ndjson': '{"n":2.5,"b":false,"s":"x"}\n',
        '3.ndjson': '{"n":null,"b":null,"s":"y"}\n',
      })
      const table = await readTable({path}, {signal})
      expect(table.columns.map(({type}) => type)).to.deep.equal(['number', 'boolean', 'text'])
      expect(table.columns[0]).to.include({physical: 'float'})
      expect(cellsOf(table).rows).to.deep.equal([
        [1, 1, ''],
        [2, 2, ''],
        [2.5, 0, 'x'],
        [Number.NaN, 2, 'y'],
      ])
    }))

  it('of Parquet is read like one file', () =>
    inFolder(async folder => {
      const table = async (values: number[]) =>
        bytesOf([
          {
            rows: values.length,
            source: {format: 'parquet'},
            columns: [{type: 'number', name: 'n', values: Float64Array.from(values), physical: 'integer'}],
          },
        ])
      const path = await filled(folder, {'a.parquet': await table([1, 2]), 'b.parquet': await table([3])})
      expect(cellsOf(await readTable({path}, {signal})).rows).to.deep.equal([[1], [2], [3]])
    }))

  it('that does not belong together is refused', async () => {
    for (const [files, code, said] of [
      [{'a.csv': 'a\n1\n', 'b.json': '[]'}, 'INFER_FILE_FORMAT', 'files of several formats (csv, json)'],
      [
        {'a.csv': 'a,b\n1,2\n', 'b.csv': 'a,c\n1,2\n'},
        'INFER_SCHEMA_MISMATCH',
        'b.csv lacks "b" and has "c" beside',
      ],
      [
        {'a.ndjson': '{"x":1}{"x":2}', 'b.ndjson': '{"x":"a"}'},
        'INFER_SCHEMA_MISMATCH',
        '"x" is number in a.ndjson and text in b.ndjson',
      ],
      [
        {'a.csv': 'a\n1\n', 'b.csv': 'a\n1\n', 'b.csv.card.json': '{}'},
        'INFER_FILE_FORMAT',
        'b.csv, which its data card calls synthetic',
      ],
      [{'readme.md': ''}, 'INFER_FILE_IS_FOLDER', 'without a table'],
    ] as const)
      await inFolder(async folder => {
        const path = await filled(folder, files as unknown as Record<string, string>)
        const error = await failure(() => readTable({path}, {signal}))
        expect([error.code, error.message.includes(said)], error.message).to.deep.equal([code, true])
      })
  })
})
