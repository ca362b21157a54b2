import {expect} from 'chai'
import fc from 'fast-check'
import {createInterner} from '../../src/csv/interner.ts'
import {finishColumn} from '../../src/csv/dictionary.ts'
import {readRecord} from '../../src/csv/record.ts'
import {type Scan, scanRecords} from '../../src/csv/scan.ts'

const COMMA = 0x2c

describe('scanRecords', () => {
  it('finds in any bytes the cells that reading record by record finds', () => {
    const bytes = fc
      .array(fc.constantFrom('"', '"', ',', ',', '\n', '\r', '\r\n', 'a', 'b', 'é', ' '), {maxLength: 40})
      .map(parts => Buffer.from(parts.join('')))
    fc.assert(
      fc.property(bytes, content => {
        const plain = plainly(content)
        if (plain === 'broken') expect(() => scanned(content, 1)).to.throw()
        else if (plain.some(record => record.length !== plain[0]!.length)) {
          expect(() => scanned(content, plain[0]!.length)).to.throw(/ has \d+ cells?, the header has /)
        } else expect(scanned(content, plain[0]?.length ?? 1)).to.deep.equal(plain)
      }),
      {numRuns: 2000},
    )
  })

  const tables: [content: string, rows: string[][], lines: number][] = [
    [
      '1,"a""b\r\n"\r\n,""\n\r\nx,y\r\n"p\nq",\n\n"","z"\n',
      [
        ['1', 'a"b\r\n'],
        ['', ''],
        ['x', 'y'],
        ['p\nq', ''],
        ['', 'z'],
      ],
      9,
    ],
    ['a\r\n\r\n""\n\n"b"\r\n\r\n', [['a'], [''], [''], [''], ['b']], 6],
  ]
  for (const [text, rows, lines] of tables) {
    it(`goes on from where it stopped, wherever ${JSON.stringify(text)} is cut`, () => {
      const content = Buffer.from(text)
      for (let cut = 0; cut <= content.length; cut++) {
        const scan = newScan(rows[0]!.length)
        const first = Buffer.alloc(cut + 1)
        content.copy(first, 0, 0, cut)
        const next = scanRecords(scan, first, 0, cut, false)
        const rest = Buffer.alloc(content.length - next + 1)
        content.copy(rest, 0, next)
        scanRecords(scan, rest, 0, content.length - next, true)
        expect(rowsOf(scan), `cut at ${cut}`).to.deep.equal(rows)
        expect(scan.line - 1, `lines when cut at ${cut}`).to.equal(lines)
      }
    })
  }

  it('counts the lines of a file, not its records', () => {
    const scan = newScan(2)
    const content = Buffer.from('1,"a\nb"\n\n2,"c\r\n\r\nd"\n')
    scanRecords(scan, Buffer.concat([content, Buffer.alloc(1)]), 0, content.length, true)
    expect(scan.line).to.equal(7)
  })
})

function newScan(width: number): Scan {
  return {
    name: 'data.csv',
    delimiter: COMMA,
    columns: Array.from({length: width}, () => createInterner(1)),
    rows: 0,
    capacity: 1,
    comments: false,
    line: 1,
    blanks: 0,
    scratch: new Uint8Array(1),
  }
}

function scanned(content: Buffer, width: number): string[][] {
  const scan = newScan(width)
  scanRecords(scan, Buffer.concat([content, Buffer.alloc(1)]), 0, content.length, true)
  return rowsOf(scan)
}

function rowsOf(scan: Scan): string[][] {
  const columns = scan.columns.map(column => finishColumn(column, '', scan.rows).column)
  return Array.from({length: scan.rows}, (_, row) =>
    columns.map(({codes, dictionary}) => dictionary[codes[row]!]!),
  )
}

/** The records by readRecord; blank lines are rows of a table of one column, but not at its end. */
function plainly(content: Buffer): string[][] | 'broken' {
  const records: string[][] = []
  for (let p = 0; p < content.length; ) {
    const record = readRecord(content, p, content.length, COMMA)
    if ('broken' in record) return 'broken'
    p = record.next
    records.push(record.cells.map(String))
  }
  while (records.at(-1)?.length === 0) records.pop()
  const width = records.find(record => record.length > 0)?.length
  return width === 1
    ? records.map(record => (record.length === 0 ? [''] : record))
    : records.filter(({length}) => length > 0)
}
