// Excel workbooks: what we write is read back, and what other programs write is read as they meant it.
import {expect} from 'chai'
import {ZipFile} from 'yazl'
import type {SourceTable} from '@inferloop/contract'
import {bytesOf, tableOf} from '../formats.ts'
import {cellsOf, failure, textTable} from '../tables.ts'

const DAY = 86_400_000

async function workbook(parts: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), name)
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** As other programs write it: shared strings, prefixes, a hidden sheet before ours, styles of dates, gaps between cells. */
const theirs = (rows: string) =>
  workbook({
    'xl/workbook.xml':
      '<x:workbook xmlns:x="m" xmlns:r="r"><x:workbookPr date1904="0"/><x:sheets><x:sheet name="H" sheetId="1" state="hidden" r:id="a"/><x:sheet name="Data" sheetId="2" r:id="b"/></x:sheets></x:workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="a" Target="worksheets/h.xml"/><Relationship Id="b" Target="/xl/worksheets/d.xml"/></Relationships>',
    'xl/worksheets/h.xml': '<worksheet><sheetData/></worksheet>',
    'xl/worksheets/d.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    'xl/sharedStrings.xml':
      '<sst><si><t>name</t></si><si><r><t>A</t></r><r><t xml:space="preserve">da </t></r><rPh><t>kana</t></rPh></si><si><t>x_x000D_y &amp; z</t></si></sst>',
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yy"/><numFmt numFmtId="165" formatCode="[h]:mm"/><numFmt numFmtId="166" formatCode="0.0&quot;d&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="22"/></cellXfs></styleSheet>',
  })

describe('Excel', () => {
  it('gives back numbers, truth values, dates, instants, texts and gaps', async () => {
    const table: SourceTable = {
      rows: 3,
      source: {format: 'excel', sheet: 'Data & more'},
      columns: [
        {type: 'number', name: 'n', values: Float64Array.of(1.5, Number.NaN, -3), physical: 'float'},
        {type: 'boolean', name: 'b', values: Uint8Array.of(1, 2, 0)},
        {type: 'datetime', name: 'd', values: Float64Array.of(20_000 * DAY, Number.NaN, 0), physical: 'date'},
        {
          type: 'datetime',
          name: 't',
          values: Float64Array.of(20_000 * DAY + 3_723_000, 1000, Number.NaN),
          physical: 'ms',
        },
        textTable(['s'], [[' <a> & "b"\n'], ['_x0041_\u0001'], ['']]).columns[0]!,
      ],
    }
    const back = await tableOf(await bytesOf([table]))
    expect(back.source).to.deep.equal(table.source)
    expect(cellsOf(back)).to.deep.equal(cellsOf(table))
    expect(back.columns.map(column => ('physical' in column ? column.physical : column.type))).to.deep.equal([
      'float',
      'boolean',
      'date',
      'ms',
      'text',
    ])
  })

  it('is the same file for the same table', async () => {
    const table = textTable(['a'], [['x'], ['y']])
    const once = await bytesOf([table], {format: 'excel'})
    await new Promise(resolve => setTimeout(resolve, 2100))
    expect((await bytesOf([table], {format: 'excel'})).equals(once)).to.equal(true)
  })

  it('reads what other programs write', async () => {
    const bytes = await theirs(
      '<row/><row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3" t="inlineStr"><is><t>when</t></is></c><c r="A3" t="str"><v>n</v></c><c r="D3" t="str"><v>len</v></c></row>' +
        '<row r="4"><c r="A4"><v>7</v></c><c r="B4" t="s"><v>1</v></c><c r="C4" s="1"><v>45000</v></c><c r="D4" s="2"><v>1.5</v></c></row>' +
        '<row r="5"/><row r="6"><c r="A6" t="e"><v>#N/A</v></c><c r="C6" s="4"><v>45000.5</v></c><c r="D6" s="3"><f>A1</f><v>2.5</v></c></row>' +
        '<row r="7"><c r="B7" t="s"><v>2</v></c></row>',
    )
    const table = await tableOf(bytes)
    expect(table.source).to.deep.equal({format: 'excel', sheet: 'Data'})
    expect(cellsOf(table)).to.deep.equal({
      names: ['n', 'name', 'when', 'len'],
      rows: [
        [7, 'Ada ', 19_431 * DAY, 1.5],
        [Number.NaN, '', 19_431.5 * DAY, 2.5],
        [Number.NaN, 'x\ry & z', Number.NaN, Number.NaN],
      ],
    })
  })

  it('reads the sheet that is named, hidden or not, and says which there are', async () => {
    const bytes = await workbook({
      'xl/workbook.xml':
        '<workbook xmlns:r="r"><sheets><sheet name="One" r:id="a"/><sheet name="Two" state="hidden" r:id="b"/><sheet name="Three" r:id="c"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="a" Target="a.xml"/><Relationship Id="b" Target="b.xml"/><Relationship Id="c" Target="b.xml"/></Relationships>',
      'xl/a.xml':
        '<w><row><c t="str"><v>x</v></c></row><row><c><v>1</v></c></row><row><c><v>2</v></c></row></w>',
      'xl/b.xml':
        '<w><row><c t="str"><v>y</v></c></row><row><c><v>1</v></c></row><row><c><v>2</v></c></row></w>',
    })
    const said: string[] = []
    const log = (line: string) => void said.push(line)
    expect(cellsOf(await tableOf(bytes, {log})).names).to.deep.equal(['x'])
    expect(said.join()).to.contain('has 3 sheets, "One", "Two", "Three"')
    const two = await tableOf(bytes, {sheet: 'Two'})
    expect([cellsOf(two).names, two.source.sheet]).to.deep.equal([['y'], 'Two'])
    const error = await failure(() => tableOf(bytes, {sheet: 'Tow'}))
    expect(error.message).to.contain('has no sheet "Tow"; it has "One", "Two", "Three"')
    expect(error.suggestions).to.deep.equal(["--sheet 'Two'"])
  })

  it('takes columns of several types as texts', async () => {
    const bytes = await theirs(
      '<row><c t="str"><v>a</v></c></row><row><c><v>1</v></c></row><row><c t="str"><v>x</v></c></row><row><c s="1"><v>45000</v></c></row><row><c t="b"><v>1</v></c></row>',
    )
    expect(cellsOf(await tableOf(bytes)).rows).to.deep.equal([['1'], ['x'], ['2023-03-15'], ['true']])
  })

  it('that is damaged, empty or ragged is refused', async () => {
    const good = await bytesOf([textTable(['a'], [['x'], ['y']])], {format: 'excel'})
    expect((await failure(() => tableOf(good.subarray(0, 400)))).code).to.equal('INFER_PACKING_DAMAGED')
    expect((await failure(async () => tableOf(await theirs('')))).message).to.contain(
      'none of its sheets has cells',
    )
    const wide = '<row><c t="str"><v>a</v></c></row><row><c><v>1</v></c><c><v>2</v></c></row>'
    expect((await failure(async () => tableOf(await theirs(wide)))).code).to.equal('INFER_CSV_RAGGED')
    expect((await failure(async () => tableOf(await theirs('<row><c></row>')))).code).to.equal(
      'INFER_PACKING_DAMAGED',
    )
    expect(
      (await failure(async () => tableOf(await theirs('<row><c r="ZZZZ1"><v>1</v></c></row>')))).code,
    ).to.equal('INFER_PACKING_DAMAGED')
  })
})
