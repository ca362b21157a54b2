// Batches of a table as an Excel workbook of one sheet.
import {
  InferError,
  type SourceColumn,
  type SourceFormat,
  type SourceTable,
  withCommas,
} from '@inferloop/contract'
import type {Sink} from '../output/sink.ts'
import {openZip} from '../packing/zip-writer.ts'
import {formatCell} from '../csv/format-cell.ts'

const BUFFER_CHARS = 1 << 19
/** Rows of a sheet, the header included. */
const MOST_ROWS = 1_048_576
const MOST_COLUMNS = 16_384
const MOST_CELL_CHARS = 32_767
const DAY_MS = 86_400_000
const EPOCH_DAYS = 25_569
/** Styles of dates and of instants, as `STYLES` lists them. */
const [DATE, INSTANT] = [1, 2]

/** @throws InferError INFER_OPTION for more rows or columns than a sheet holds */
export function excelWriter(
  sink: Pick<Sink, 'write'>,
  {sheet = 'Sheet1'}: SourceFormat,
): {write(batch: SourceTable): Promise<void>; finish(): Promise<void>} {
  const zip = openZip(sink)
  const put = zip.stream('xl/worksheets/sheet1.xml')
  let line = 0
  return {
    async write(batch) {
      if (line === 0) {
        if (batch.columns.length > MOST_COLUMNS)
          throw tooLarge(`${batch.columns.length} columns`, MOST_COLUMNS)
        await put.write(SHEET_START)
        line = 1
        await put.write(`<row r="1">${batch.columns.map(({name}) => textCell(name)).join('')}</row>`)
      }
      if (line + batch.rows > MOST_ROWS) throw tooLarge('more rows', MOST_ROWS)
      const cells = batch.columns.map(cellWriter)
      let text = ''
      for (let row = 0; row < batch.rows; row++) {
        text += `<row r="${++line}">`
        for (const cell of cells) text += cell(row)
        text += '</row>'
        if (text.length < BUFFER_CHARS) continue
        await put.write(text)
        text = ''
      }
      await put.write(text)
    },
    async finish() {
      if (line === 0) await put.write(SHEET_START)
      await put.write('</sheetData></worksheet>')
      await put.end()
      for (const [part, text] of Object.entries(parts(sheet))) await zip.add(part, text)
      await zip.end()
    },
  }
}

/** Cells come one after the other, so an empty one is written, too. */
function cellWriter(column: SourceColumn): (row: number) => string {
  if (column.type === 'text') {
    const {codes, dictionary} = column
    return row => textCell(dictionary[codes[row]!]!)
  }
  if (column.type === 'boolean') {
    const {values} = column
    return row => (values[row] === 2 ? '<c/>' : `<c t="b"><v>${values[row]}</v></c>`)
  }
  const {values} = column
  if (column.type === 'number')
    return row => (Number.isFinite(values[row]!) ? `<c><v>${values[row]}</v></c>` : '<c/>')
  const style = column.physical === 'date' ? DATE : INSTANT
  return row => {
    const value = values[row]!
    if (value !== value) return '<c/>'
    const days = value / DAY_MS + EPOCH_DAYS
    // Excel knows no day before 1900-03-01 right.
    return days < 61 ? textCell(formatCell(column, row)) : `<c s="${style}"><v>${days}</v></c>`
  }
}

function textCell(text: string): string {
  if (text === '') return '<c/>'
  const space = /^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : ''
  return `<c t="inlineStr"><is><t${space}>${escaped(text.slice(0, MOST_CELL_CHARS))}</t></is></c>`
}

const ENTITIES: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'}

/** What XML cannot hold, and what would be read as an escape, as `_xHHHH_`. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex -- these are what XML forbids
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/g, mark => `_x${hex(mark)}_`)
    .replaceAll(/[&<>"]/g, mark => ENTITIES[mark]!)

const hex = (mark: string): string => mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')

const tooLarge = (what: string, most: number): InferError =>
  new InferError('INFER_OPTION', {
    message: `An Excel sheet holds at most ${withCommas(most)} rows and ${withCommas(MOST_COLUMNS)} columns, and there are ${what}.`,
    suggestions: ['--format csv', '--format parquet'],
  })

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

const SHEET_START = `${XML}<worksheet xmlns="${MAIN}"><sheetData>`

const xf = (format: number): string =>
  `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0"${format === 0 ? '' : ' applyNumberFormat="1"'}/>`

const STYLES = [
  `${XML}<styleSheet xmlns="${MAIN}">`,
  '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>',
  '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>',
  '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>',
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  `<cellXfs count="3">${xf(0)}${xf(164)}${xf(165)}</cellXfs>`,
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
].join('')

/** @see ECMA-376 part 1, 8 and 12.3; part 2 for the package */
const parts = (sheet: string): Readonly<Record<string, string>> => ({
  'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(sheetName(sheet))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': STYLES,
  '_rels/.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
})

/** At most 31 characters, without those that Excel refuses. */
const sheetName = (name: string): string => name.replaceAll(/[\\/?*[\]:]/g, '_').slice(0, 31) || 'Sheet1'
