import {expect} from 'chai'
import {csvTable, failure} from '../tables.ts'

describe('a CSV that cannot be read', () => {
  const cases: [what: string, content: string | Buffer, code: string, message: RegExp][] = [
    [
      'a row with a cell too few',
      'a,b\n1,2\n3\n4,5\n',
      'INFER_CSV_RAGGED',
      /^Line 3 of data\.csv has 1 cell, the header has 2\.$/,
    ],
    [
      'a row with a cell too many',
      'a,b\n1,2\n3,4,5\n',
      'INFER_CSV_RAGGED',
      /^Line 3 of data\.csv has 3 cells, the header has 2\.$/,
    ],
    [
      'a ragged row below blank lines and cells of many lines',
      '\na,b\n"1\n\n\n",2\n\r\n3,4\n5\n',
      'INFER_CSV_RAGGED',
      /^Line 9 of .* has 1 cell,/,
    ],
    [
      'a ragged row that spans lines',
      'a,b\n1,2\n"x\ny",2,"z\n"\n',
      'INFER_CSV_RAGGED',
      /^Line 3 of .* has 3 cells,/,
    ],
    [
      'a last line cut off',
      'a,b,c\n1,2,3\n4,5,6\n7,8',
      'INFER_CSV_RAGGED',
      /^Line 4 of .* has 2 cells, the header has 3\.$/,
    ],
    [
      'a quote that is never closed',
      'a,b\n1,2\n3,"4\n5,6\n7,8\n',
      'INFER_CSV_QUOTE',
      /opens on line 3 of data\.csv, column 2, is never closed/,
    ],
    [
      'a quote in the last cell that is never closed',
      'a,b\n1,2\n3,"',
      'INFER_CSV_QUOTE',
      /opens on line 3 of data\.csv, column 2,/,
    ],
    [
      'a quote never closed on the second line of a record',
      'a,b\n"1\n2","3\n',
      'INFER_CSV_QUOTE',
      /opens on line 3 of data\.csv, column 2/,
    ],
    [
      'text after a closing quote',
      'a,b\n1,2\n"3"x,4\n',
      'INFER_CSV_QUOTE',
      /begins on line 3 of data\.csv, column 1, goes on after its closing quote\./,
    ],
    [
      'text after a closing quote lines below',
      'a,b\n1,"2\n3,"x"\n',
      'INFER_CSV_QUOTE',
      /begins on line 2 of data\.csv, column 2, goes on .* \(on line 3\)/,
    ],
    [
      'a quote in the header that is never closed',
      '\n"a,b\n1,2\n',
      'INFER_CSV_QUOTE',
      /opens on line 2 of data\.csv, column 1, is never closed/,
    ],
    [
      'a header cell that goes on after its quote',
      '"a"b,c\n1,2\n',
      'INFER_CSV_QUOTE',
      /begins on line 1 of data\.csv, column 1, goes on/,
    ],
    [
      'a name that stands twice',
      'age,sex,age\n1,2,3\n',
      'INFER_CSV_HEADER',
      /"age" names columns 1 and 3\.$/,
    ],
    [
      'columns without a name',
      ',a, \n1,2,3\n',
      'INFER_CSV_HEADER',
      /column 1 has no name; column 3 has no name\.$/,
    ],
    [
      'many columns without a name',
      'a,,,,\n1,2,3,4,5\n',
      'INFER_CSV_HEADER',
      /columns 2, 3, 4 and 5 have no name\.$/,
    ],
    ['no bytes', '', 'INFER_FILE_EMPTY', /^data\.csv is empty: it has no bytes\.$/],
    ['white space only', ' \n\r\n\t', 'INFER_FILE_EMPTY', /only white space/],
    ['a byte order mark only', '\ufeff', 'INFER_FILE_EMPTY', /is empty/],
    ['a NUL', 'a,b\n1,\0\n', 'INFER_FILE_BINARY', /byte 6 is a NUL\.$/],
    [
      'UTF-16 without a byte order mark',
      Buffer.from('a,b\n1,2\n', 'utf16le'),
      'INFER_FILE_BINARY',
      /UTF-16 without a byte order mark/,
    ],
    [
      'control characters',
      Buffer.from(Array.from({length: 500}, (_, i) => 1 + ((i * 37) % 255))),
      'INFER_FILE_BINARY',
      /are control characters/,
    ],
    [
      'an archive',
      Buffer.from('PK\x03\x04\x14\x00rest', 'latin1'),
      'INFER_FILE_BINARY',
      /begins like a zip archive/,
    ],
  ]
  for (const [what, content, code, message] of cases) {
    const check = async (options: {chunkBytes?: number; sampleBytes?: number}) => {
      const error = await failure(() => csvTable(content, {delimiter: ',', ...options}))
      expect(error.code).to.equal(code)
      expect(error.message).to.match(message)
      expect(error.suggestions).to.not.be.empty
    }
    it(`names ${what}`, () => check({}))
    // The share of control characters, and whether NULs are UTF-16, are judged by a sample.
    if (/control|UTF-16/.test(what)) continue
    it(`names ${what}, byte by byte`, () => check({chunkBytes: 1, sampleBytes: 1}))
  }

  it('suggests how to look at the line', async () => {
    const error = await failure(() => csvTable('a,b\n1,2\n3\n', {name: "it's.csv"}))
    expect(error.suggestions[0]).to.equal(`sed -n 3p 'it'\\''s.csv'`)
  })

  it('gives up on a record of more than 64 MiB', async () => {
    const error = await failure(() => csvTable(`a,b\n1,2\n"${'x'.repeat(70 << 20)}`, {chunkBytes: 1 << 20}))
    expect(error.code).to.equal('INFER_CSV_QUOTE')
    expect(error.message).to.match(/begins on line 3 of data\.csv does not end within 64 MiB: a quote/)
    const bare = await failure(() => csvTable(`a,b\n1,2\n${'x'.repeat(70 << 20)}`, {chunkBytes: 1 << 20}))
    expect(bare.message).to.match(/does not end within 64 MiB\.$/)
  })

  it('refuses a delimiter of two characters', async () => {
    const error = await failure(() => csvTable('a,b\n1,2\n', {delimiter: '::'}))
    expect(error.code).to.equal('INFER_OPTION')
    expect(error.message).to.contain('was "::"')
  })
})
