// Tables with the traits of well-known messy files, in our own words, one test a file: csv-spectrum (max-mapper) and five made from penguins and taxis.
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect} from 'chai'
import type {ColumnSchema, SourceColumn, SourceTable} from '@inferloop/contract'
import {readTable} from '@inferloop/files'
import {createRandom} from '@inferloop/random'
import {decodeTable, encodeTable, formatDatetime, inferSchema} from '@inferloop/table'

const cellsOf = (column: SourceColumn): string[] =>
  column.type === 'text'
    ? [...column.codes].map(code => column.dictionary[code]!)
    : [...column.values].map(String)

const rowsOf = ({rows, columns}: SourceTable): string[][] => {
  const cells = columns.map(cellsOf)
  return Array.from({length: rows}, (_, row) => cells.map(column => column[row]!))
}

async function read(content: string | Buffer, name = 'data.csv'): Promise<SourceTable> {
  const folder = await mkdtemp(join(tmpdir(), 'infer-messy-'))
  try {
    const path = join(folder, name)
    await writeFile(path, content)
    return await readTable({path}, {signal: new AbortController().signal})
  } finally {
    await rm(folder, {recursive: true})
  }
}

const penguins = Array.from({length: 120}, (_, i) => ({
  species: ['Adélie', 'Gentoo', 'Chinstrap'][i % 3]!,
  bill: i === 7 ? undefined : 33 + ((i * 37) % 210) / 10,
  mass: i === 7 ? undefined : 2850 + ((i * 7) % 120) * 25,
  sex: i % 11 === 0 ? undefined : i % 2 === 0 ? 'MALE' : 'FEMALE',
}))
const NAMES = ['species', 'bill', 'mass', 'sex']

/** The penguins as text; `gap` is what a missing cell holds. */
function penguinText(delimiter: string, newline: string, gap: (i: number) => string, mark = '.'): string {
  const lines = penguins.map(({species, bill, mass, sex}, i) =>
    [species, bill?.toFixed(1).replace('.', mark) ?? gap(i), mass ?? gap(i), sex ?? gap(i)].join(delimiter),
  )
  return [NAMES.join(delimiter), ...lines, ''].join(newline)
}

function verdicts(table: SourceTable): {kinds: string[]; columns: ReadonlyMap<string, ColumnSchema>} {
  const {columns} = inferSchema(table, {privacy: 'default'})
  return {
    kinds: columns.map(({kind}) => kind),
    columns: new Map(columns.map(column => [column.name, column])),
  }
}

/** What is written where a generator would give back the very table. */
function again(table: SourceTable): SourceTable {
  const schema = inferSchema(table, {privacy: 'low'})
  return decodeTable(encodeTable(table, schema), schema, {firstRow: 0, random: createRandom(1)})
}

describe('messy files', () => {
  const spectrum: [file: string, content: string, rows: string[][]][] = [
    [
      'comma_in_quotes',
      'who,town\nAda,"Paris, TX"\nBob,Rome\n',
      [
        ['Ada', 'Paris, TX'],
        ['Bob', 'Rome'],
      ],
    ],
    [
      'empty',
      'a,b,c\n1,"",""\n2,3,4\n',
      [
        ['1', '', ''],
        ['2', '3', '4'],
      ],
    ],
    [
      'empty_crlf',
      'a,b,c\r\n1,"",""\r\n2,3,4\r\n',
      [
        ['1', '', ''],
        ['2', '3', '4'],
      ],
    ],
    [
      'escaped_quotes',
      'a,b\n1,"so ""they"" say"\n2,3\n',
      [
        ['1', 'so "they" say'],
        ['2', '3'],
      ],
    ],
    [
      'json',
      'k,v\n1,"{""at"": [10.0, 0.5]}"\n2,"{""at"": []}"\n',
      [
        ['1', '{"at": [10.0, 0.5]}'],
        ['2', '{"at": []}'],
      ],
    ],
    [
      'newlines',
      'a,b\n1,2\n"once\nmore",5\n7,8',
      [
        ['1', '2'],
        ['once\nmore', '5'],
        ['7', '8'],
      ],
    ],
    [
      'newlines_crlf',
      'a,b\r\n1,2\r\n"once\r\nmore",5\r\n',
      [
        ['1', '2'],
        ['once\r\nmore', '5'],
      ],
    ],
    [
      'quotes_and_newlines',
      'a,b\n1,"so\n""they""\nsay"\n3,4\n',
      [
        ['1', 'so\n"they"\nsay'],
        ['3', '4'],
      ],
    ],
    [
      'simple',
      'a,b,c\n1,2,3\n4,5,6\n',
      [
        ['1', '2', '3'],
        ['4', '5', '6'],
      ],
    ],
    [
      'simple_crlf',
      'a,b,c\r\n1,2,3\r\n4,5,6\r\n',
      [
        ['1', '2', '3'],
        ['4', '5', '6'],
      ],
    ],
    [
      'utf8',
      'a,b\n1,2\n4,ʤ\n',
      [
        ['1', '2'],
        ['4', 'ʤ'],
      ],
    ],
  ]
  for (const [file, content, rows] of spectrum)
    it(`such as ${file}.csv read cell by cell`, async () =>
      expect(rowsOf(await read(content))).to.deep.equal(rows))

  it('such as location_coordinates.csv keep bytes that are no UTF-8, as windows-1252', async () => {
    const content = `phone,at,town\n2095550100,37°36'37.8"N 121°2'17.9"W,Modesto\n2095550101,38°1'2.0"N 120°9'8.7"W,Ione\n`
    const {columns} = await read(Buffer.from(content, 'latin1'))
    expect(cellsOf(columns[1]!)).to.deep.equal([`37°36'37.8"N 121°2'17.9"W`, `38°1'2.0"N 120°9'8.7"W`])
  })

  it('such as penguins_bom_semicolon_crlf.csv read right, and are written so', async () => {
    const table = await read(`\ufeff${penguinText(';', '\r\n', () => '')}`)
    expect(table.source).to.include({delimiter: ';', newline: '\r\n', bom: true, encoding: 'utf-8'})
    expect(verdicts(table).kinds).to.deep.equal(['categorical', 'numeric', 'numeric', 'boolean'])
    expect(rowsOf(again(table))).to.deep.equal(rowsOf(table))
  })

  it('such as penguins_decimal_comma_latin1.csv read right, and are written so', async () => {
    const table = await read(
      Buffer.from(
        penguinText(';', '\n', () => '', ','),
        'latin1',
      ),
    )
    expect(table.source).to.include({delimiter: ';', encoding: 'windows-1252'})
    expect(verdicts(table).kinds).to.deep.equal(['categorical', 'numeric', 'numeric', 'boolean'])
    expect(verdicts(table).columns.get('bill')).to.deep.nested.include({
      decimals: 1,
      'format.decimalMark': ',',
    })
    expect(rowsOf(again(table))).to.deep.equal(rowsOf(table))
    expect(rowsOf(table)[0]!.slice(0, 2)).to.deep.equal(['Adélie', '33,0'])
  })

  it('such as penguins_utf16_tab.tsv read right, and are written so', async () => {
    const content = Buffer.from(`\ufeff${penguinText('\t', '\n', () => '')}`, 'utf16le')
    const table = await read(content, 'data.tsv')
    expect(table.source).to.include({delimiter: '\t', encoding: 'utf-16le', bom: true})
    expect(verdicts(table).kinds).to.deep.equal(['categorical', 'numeric', 'numeric', 'boolean'])
    expect(rowsOf(again(table))).to.deep.equal(rowsOf(table))
  })

  it('such as penguins_missing_tokens.csv keep eight ways of saying nothing apart', async () => {
    const TOKENS = ['NA', 'N/A', 'null', 'None', '-', '?', 'nan', '']
    const table = await read(penguinText(',', '\n', i => TOKENS[(i / 11) % 8] ?? 'None'))
    const {kinds, columns} = verdicts(table)
    expect(kinds).to.deep.equal(['categorical', 'numeric', 'numeric', 'boolean'])
    expect(columns.get('bill')!.missing).to.deep.equal(['None'])
    expect(columns.get('sex')!.missing).to.have.members(TOKENS)
    expect(rowsOf(again(table))).to.deep.equal(rowsOf(table))
  })

  describe('such as taxis_datetimes_money_text.csv', () => {
    const COUNT = 600
    const formats: Record<string, string> = {
      iso: 'YYYY-MM-DD[T]HH:mm:ss',
      iso_tz: 'YYYY-MM-DD HH:mm:ssZ',
      us: 'MM/DD/YYYY hh:mm A',
      eu: 'DD.MM.YYYY HH:mm',
      date_only: 'YYYY-MM-DD',
      compact: 'YYYYMMDD',
      month_name: 'DD MMM YYYY',
      time_only: 'HH:mm:ss',
      epoch_s_at: 'X',
    }
    const instant = (i: number) => Date.UTC(2019, 2, 1, 0, 3) + ((i * 7919) % 2600) * 1_013_000
    const MIXED = ['iso', 'iso_tz', 'us', 'eu', 'date_only']
    const others: Record<string, (i: number) => string> = {
      mixed: i => formatDatetime(instant(i), formats[MIXED[i % 5]!]!),
      money: i => `$${(4.3 + ((i * 31) % 700) / 10).toFixed(2)}`,
      percent: i => `${((i * 17) % 571) / 10 < 1 ? '0.0' : (((i * 17) % 571) / 10).toFixed(1)}%`,
      note: i =>
        i % 7 === 0
          ? `"line one\nline ""two"", ${['Soho', 'Harlem', 'Midtown', 'Astoria'][i % 4]} ${['North', 'South', 'East'][i % 3]} of ${['here', 'there', 'town', 'the river', 'the park'][i % 5]}"`
          : '',
      same: () => 'x',
      all_null: () => '',
      row_id: i => String(i + 1),
      zip_text: i => String(i * 37).padStart(5, '0'),
    }
    const names = [...Object.keys(formats), ...Object.keys(others)]
    const content = [
      names.join(','),
      ...Array.from({length: COUNT}, (_, i) =>
        [
          ...Object.values(formats).map(format => formatDatetime(instant(i), format)),
          ...Object.values(others).map(cell => cell(i)),
        ].join(','),
      ),
      '',
    ].join('\n')

    it('read right, column by column', async () => {
      const {columns} = verdicts(await read(content))
      for (const [name, format] of Object.entries(formats))
        expect(columns.get(name), name).to.deep.include({kind: 'datetime', format})
      expect(columns.get('mixed'))
        .to.include({kind: 'datetime'})
        .and.have.property('alsoReads')
        .with.length(4)
      expect(columns.get('money')).to.deep.nested.include({
        kind: 'numeric',
        decimals: 2,
        'format.prefix': '$',
      })
      expect(columns.get('percent')).to.deep.nested.include({
        kind: 'numeric',
        decimals: 1,
        'format.suffix': '%',
      })
      const kinds = ['note', 'same', 'all_null', 'row_id', 'zip_text'].map(name => columns.get(name)!.kind)
      expect(kinds).to.deep.equal(['text', 'constant', 'empty', 'id', 'id'])
    })

    it('are written in the same forms', async () => {
      const table = await read(content)
      const schema = inferSchema(table, {privacy: 'default'})
      const learnt = encodeTable(table, schema)
      const made = decodeTable(learnt, schema, {firstRow: 0, random: createRandom(1)})
      const formsOf = ({columns}: SourceTable, name: string) => {
        const cells = cellsOf(columns.find(column => column.name === name)!)
        const forms = new Map<string, number>()
        for (const cell of cells) {
          const form = cell.replaceAll(/\d/g, '9').replace(/[AP]M/, 'AM').replace('Mar', 'Mmm')
          forms.set(form, (forms.get(form) ?? 0) + 1)
        }
        return forms
      }
      for (const name of [...Object.keys(formats), 'zip_text', 'same', 'all_null'])
        expect([...formsOf(made, name).keys()], name).to.deep.equal([...formsOf(table, name).keys()])
      for (const [form, count] of formsOf(table, 'mixed'))
        expect(formsOf(made, 'mixed').get(form), form).to.be.closeTo(count, 45)
      for (const cell of cellsOf(made.columns.find(({name}) => name === 'note')!))
        expect(cell === '' || cell.includes('\n')).to.equal(true)
    })
  })
})
