// The rows of a sheet, as its XML is read.
import type {CellValue} from '../column-builder.ts'
import {packingFault} from '../packing/faults.ts'
import {parsed, unescaped, type Workbook} from './workbook.ts'

export interface SheetRow {
  /** Row of the sheet, from 1. */
  readonly line: number
  /** By column; holes and undefined are empty cells, of which there is none at the end. */
  readonly cells: readonly (CellValue | undefined)[]
}

const DAY_MS = 86_400_000
/** Days from 1899-12-30 and 1904-01-01 to 1970. */
const EPOCH = {from1900: 25_569, from1904: 24_107}
const MOST_COLUMNS = 16_384
/** Of a Date. @see ECMA-262, 21.4.1.1 */
const MOST_INSTANT = 8.64e15

/** @throws InferError INFER_PACKING_DAMAGED */
export async function* sheetRows(
  chunks: AsyncIterable<Buffer>,
  workbook: Workbook,
  file: string,
): AsyncGenerator<SheetRow> {
  let ready: SheetRow[] = []
  let line = 0
  let cells: (CellValue | undefined)[] = []
  let column = -1
  let type = 'n'
  let style = 0
  let text = ''
  let inValue = false
  const reading = parsed(chunks, file, {
    open(tag, {r, t, s}) {
      if (tag === 'row') {
        line = r === undefined ? line + 1 : Number(r)
        cells = []
        column = -1
      } else if (tag === 'c') {
        column = r === undefined ? column + 1 : columnOf(r)
        if (!(column < MOST_COLUMNS)) throw packingFault.damaged(file, `it has a cell ${JSON.stringify(r)}`)
        type = t ?? 'n'
        style = Number(s ?? 0)
        text = ''
      } else inValue = tag === 'v' || tag === 't'
    },
    text(part) {
      if (inValue) text += part
    },
    close(tag) {
      if (tag === 'v' || tag === 't') inValue = false
      else if (tag === 'c') {
        const value = text === '' ? undefined : valueOf(text, type, style, workbook)
        if (value !== undefined) cells[column] = value
      } else if (tag === 'row') ready.push({line, cells})
    },
  })
  for await (const _ of reading) {
    yield* ready
    ready = []
  }
  yield* ready
}

/** `AB12` is column 27, from 0; NaN for what is no reference. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}(?=\d+$)/.exec(reference)?.[0]
  if (letters === undefined) return Number.NaN
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

function valueOf(text: string, type: string, style: number, workbook: Workbook): CellValue | undefined {
  if (type === 's') return workbook.strings[Number(text)]
  if (type === 'inlineStr' || type === 'str') return unescaped(text)
  if (type === 'b') return text === '1' || text === 'true'
  if (type === 'd') {
    const instant = Date.parse(
      /[Zz+]|-\d\d:/.test(text.slice(10)) ? text : `${text}${text.includes('T') ? 'Z' : ''}`,
    )
    return Number.isNaN(instant) ? text : {instant}
  }
  if (type !== 'n') return undefined
  const value = Number(text)
  if (!Number.isFinite(value)) return undefined
  if (!workbook.dateStyles.has(style)) return value
  const epoch = workbook.from1904 ? EPOCH.from1904 : EPOCH.from1900
  const instant = Math.round((value - epoch) * DAY_MS)
  return Math.abs(instant) > MOST_INSTANT ? value : {instant}
}
