import {expect} from 'chai'
import fc from 'fast-check'
import {cellsOf, csvTable} from '../tables.ts'

describe('readCsv', () => {
  // The cases of the csv-spectrum collection, in our own words.
  const cases: [what: string, content: string, names: string[], rows: string[][]][] = [
    [
      'a comma in quotes',
      'name,city\nAda,"Paris, TX"\nBob,Rome\n',
      ['name', 'city'],
      [
        ['Ada', 'Paris, TX'],
        ['Bob', 'Rome'],
      ],
    ],
    [
      'empty cells, quoted and not',
      'a,b,c\n1,"",""\n,,4\n',
      ['a', 'b', 'c'],
      [
        ['1', '', ''],
        ['', '', '4'],
      ],
    ],
    [
      'doubled quotes',
      'a,b\n1,"say ""hi"""\n2,""""\n',
      ['a', 'b'],
      [
        ['1', 'say "hi"'],
        ['2', '"'],
      ],
    ],
    [
      'JSON in a cell',
      'k,v\n1,"{""x"": [1, 2]}"\n2,{}\n',
      ['k', 'v'],
      [
        ['1', '{"x": [1, 2]}'],
        ['2', '{}'],
      ],
    ],
    [
      'line feeds within cells',
      'a,b\n"one\ntwo",2\n3,"\n"\n',
      ['a', 'b'],
      [
        ['one\ntwo', '2'],
        ['3', '\n'],
      ],
    ],
    [
      'CRLF, also within cells',
      'a,b\r\n"x\r\ny",2\r\n3,4\r\n',
      ['a', 'b'],
      [
        ['x\r\ny', '2'],
        ['3', '4'],
      ],
    ],
    [
      'quotes and line feeds together',
      'a,b\n1,"""\n"""\n2,""\n',
      ['a', 'b'],
      [
        ['1', '"\n"'],
        ['2', ''],
      ],
    ],
    [
      'no line end after the last row',
      'a,b\n1,2\n3,4',
      ['a', 'b'],
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'no line end after a quoted cell',
      'a,b\n1,2\n3,"4"',
      ['a', 'b'],
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'no line end after an empty last cell',
      'a,b\n1,2\n3,',
      ['a', 'b'],
      [
        ['1', '2'],
        ['3', ''],
      ],
    ],
    [
      'other scripts',
      'a,b\nä,日本\nʤ,🙂\n',
      ['a', 'b'],
      [
        ['ä', '日本'],
        ['ʤ', '🙂'],
      ],
    ],
    [
      'a quote within an unquoted cell',
      'a,b\n5",it"s\n6,7\n',
      ['a', 'b'],
      [
        ['5"', 'it"s'],
        ['6', '7'],
      ],
    ],
    [
      'spaces, as they stand',
      'a, b\n 1 ,2\n3,  \n',
      ['a', ' b'],
      [
        [' 1 ', '2'],
        ['3', '  '],
      ],
    ],
    [
      'blank lines before, between and after',
      '\n\na,b\n\n1,2\r\n\r\n3,4\n\n\n',
      ['a', 'b'],
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'one column, where a blank line between is an empty cell',
      'a\n1\n\n3\n\n\n',
      ['a'],
      [['1'], [''], ['3']],
    ],
    ['one column with a quoted empty cell at the end', 'a\n1\n""\n', ['a'], [['1'], ['']]],
    [
      'a carriage return that ends no line',
      'a,b\n1\r2,3\n4,5\n',
      ['a', 'b'],
      [
        ['1\r2', '3'],
        ['4', '5'],
      ],
    ],
    [
      'lines that end in a bare CR',
      'a,b\r1,2\r3,"4"\r',
      ['a', 'b'],
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'a header over two lines',
      '"a\nb",c\n1,2\n3,4\n',
      ['a\nb', 'c'],
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'an announced delimiter',
      'sep=;\na,x;b\n1,5;2\n3;4\n',
      ['a,x', 'b'],
      [
        ['1,5', '2'],
        ['3', '4'],
      ],
    ],
  ]
  for (const [what, content, names, rows] of cases) {
    it(`reads ${what}`, async () => {
      expect(cellsOf(await csvTable(content))).to.deep.equal({names, rows})
    })
    it(`reads ${what} the same wherever the bytes are cut`, async () => {
      for (const chunkBytes of [1, 2, 3, 5, 7]) {
        const delimiter = content.startsWith('sep=') ? {} : {delimiter: ','}
        const small = content.includes('\n') ? {sampleBytes: 1} : {}
        const table = await csvTable(content, {
          chunkBytes,
          ...small,
          ...(small.sampleBytes === 1 ? delimiter : {}),
        })
        expect(cellsOf(table), `chunks of ${chunkBytes}`).to.deep.equal({names, rows})
      }
    })
  }

  it('stores each distinct text of a column once, in order of first appearance', async () => {
    const {columns} = await csvTable('a,b\nx,1\ny,1\nx,2\n')
    expect(columns[0]).to.deep.include({dictionary: ['x', 'y'], codes: Uint32Array.of(0, 1, 0)})
    expect(columns[1]).to.deep.include({dictionary: ['1', '2'], codes: Uint32Array.of(0, 0, 1)})
  })

  it('tells the dialect, so that it can be written again', async () => {
    const {source} = await csvTable('\ufeffa;b\r\n1,5;2\r\n3;4\r\n')
    expect(source).to.deep.equal({
      format: 'csv',
      delimiter: ';',
      newline: '\r\n',
      bom: true,
      encoding: 'utf-8',
    })
  })

  it('keeps 100,000 distinct texts apart', async () => {
    const ids = Array.from({length: 100_000}, (_, i) => `id-${(i * 7919) % 100_000}`)
    const {columns} = await csvTable(`id,k\n${ids.map(id => `${id},1`).join('\n')}\n`, {chunkBytes: 4096})
    expect(columns[0]).to.deep.include({dictionary: ids})
  })

  it('reads 2,000 columns', async () => {
    const line = (row: number) => Array.from({length: 2000}, (_, i) => `${i * row}`).join(',')
    const table = await csvTable(`${line(1)}\n${line(2)}\n${line(3)}\n`)
    expect(table.columns).to.have.length(2000)
    expect(cellsOf(table).rows[1]![1999]).to.equal('5997')
  })

  it('reads a long file whose lines end in a bare CR', async () => {
    const rows = Array.from({length: 20_000}, (_, i) => [`${i}`, 'some text'])
    const table = await csvTable(`a,b\r${rows.map(row => row.join(',')).join('\r')}\r`, {chunkBytes: 10_000})
    expect(cellsOf(table).rows).to.deep.equal(rows)
  })

  it('takes a record longer than the buffer', async () => {
    const long = 'x'.repeat(300_000)
    const table = await csvTable(`a,b\n1,"${long}\n${long}"\n2,3\n`, {chunkBytes: 65_536})
    expect(cellsOf(table).rows).to.deep.equal([
      ['1', `${long}\n${long}`],
      ['2', '3'],
    ])
  })

  it('gives the same table as any other cut of the same bytes', async () => {
    const cell = fc.oneof(
      fc.constantFrom('', '1', 'x y', '"q"', '"a""b"', '"l\nm"', '"c,d"', '5"', 'é', '"\r\n"', '日'),
      fc.stringMatching(/^[a-z0-9]{0,6}$/),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, cell), {minLength: 1, maxLength: 8}),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.integer({min: 1, max: 9}),
        async (rows, newline, closed, chunkBytes) => {
          const content = ['a,b,c', ...rows.map(row => row.join(','))].join(newline) + (closed ? newline : '')
          const whole = await csvTable(content, {delimiter: ','})
          const cut = await csvTable(content, {delimiter: ',', chunkBytes, sampleBytes: 1})
          expect(cut).to.deep.equal(whole)
        },
      ),
    )
  })
})
