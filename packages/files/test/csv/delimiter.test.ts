import {expect} from 'chai'
import {findDelimiter} from '../../src/csv/delimiter.ts'
import {csvTable} from '../tables.ts'

const found = (content: string, name = 'data.csv') =>
  findDelimiter(Buffer.from(content), 0, Buffer.byteLength(content), true, name)

describe('findDelimiter', () => {
  const cases: [what: string, content: string, delimiter: string][] = [
    ['commas', 'a,b\n1,2\n', ','],
    ['semicolons, with decimal commas', 'x;y\n1,5;2,5\n3,5;4,5\n', ';'],
    ['semicolons, with commas in the names', 'Weight, kg;Height, m;Age\n70;1.8;30\n80;1.9;40\n', ';'],
    ['tabs, with commas in the texts', 'id\ttext\n1\tone, two\n2\tthree\n', '\t'],
    ['bars', 'a|b|c\n1|2|3\n', '|'],
    ['commas, with semicolons in the texts', 'a,b\n1,x;y\n2,z\n', ','],
    ['commas within quotes of a table by semicolons', '"a,b";c\n"1,2";3\n"4,5";6\n', ';'],
    ['the one that makes more columns', 'x;y;z,w\n1;2;3,4\n5;6;7,8\n', ';'],
    ['one column', 'name\nAda\nBob\n', ','],
    ['one column of dates and times', 'when\n2024-01-01 10:00\n2024-01-02 11:00\n', ','],
  ]
  for (const [what, content, delimiter] of cases) {
    it(`sees ${what}`, () => expect(found(content)).to.equal(delimiter))
  }

  it('prefers the tab in a .tsv', () => {
    expect(found('a\tb,c\n1\t2,3\n', 'data.tsv')).to.equal('\t')
    expect(found('a\tb,c\n1\t2,3\n', 'data.csv')).to.equal(',')
  })

  it('is not misled by one ragged row', () => {
    expect(found('a,b,c;d\n1,2,3\n4,5\n6,7,8\n')).to.equal(',')
  })

  it('leaves out of account a row that the sample cuts off', () => {
    const content = 'a;b;c,d\n1;2;3,4\n5,6;7'
    expect(findDelimiter(Buffer.from(content), 0, content.length, false, 'x.csv')).to.equal(';')
    expect(findDelimiter(Buffer.from(content), 0, content.length, true, 'x.csv')).to.equal(',')
  })

  it('gives way to the one asked for', async () => {
    expect((await csvTable('a:b\n1:2\n3:4\n', {delimiter: ':'})).columns).to.have.length(2)
    expect((await csvTable('a\tb\n1\t2\n3\t4\n', {delimiter: 'tab'})).columns).to.have.length(2)
  })
})
