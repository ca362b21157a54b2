// A sheet of an Excel workbook (.xlsx) into a SourceTable, its first row the names.
import {setImmediate as nextTurn} from 'node:timers/promises'
import {InferError, nearest, type Progress, type SourceTable} from '@inferloop/contract'
import {type CellValue, columnBuilder, type ColumnBuilder} from '../column-builder.ts'
import {csvFault} from '../csv/faults.ts'
import {headerProblems} from '../csv/header.ts'
import {formatCell} from '../csv/format-cell.ts'
import type {ByteInput} from '../input.ts'
import {packingFault} from '../packing/faults.ts'
import {openArchive} from '../packing/zip-archive.ts'
import {sheetRows} from './sheet-rows.ts'
import {readWorkbook, type Workbook} from './workbook.ts'

export interface ExcelOptions {
  readonly signal: AbortSignal
  readonly mostBytes: number
  /** Name of the sheet, hidden or not. */
  readonly sheet?: string
  readonly log?: (line: string) => void
  readonly progress?: (event: Progress) => void
}

/**
 * The sheet that is named, or the first with cells that is not hidden. Numbers in a date format are instants; errors (`#N/A`) and empty cells are missing; rows without cells are left out.
 *
 * @throws InferError INFER_PACKING_DAMAGED, INFER_TOO_LARGE, INFER_CSV_HEADER, INFER_CSV_RAGGED; INFER_OPTION when there is no such sheet
 */
export async function readExcel(input: ByteInput, options: ExcelOptions): Promise<SourceTable> {
  const {signal, mostBytes, progress} = options
  const archive = await openArchive(input, mostBytes, signal)
  const workbook = await readWorkbook(archive, input.name)
  for (const sheet of sheetsOf(workbook, input.name, options)) {
    const columns: ColumnBuilder[] = []
    let names: string[] | undefined
    let rows = 0
    for await (const {line, cells} of sheetRows(await archive.read(sheet.part), workbook, input.name)) {
      if (cells.length === 0) continue
      if (names === undefined) {
        names = Array.from(cells, cell => (cell === undefined ? '' : textOf(cell)))
        const problems = headerProblems(names)
        if (problems.length > 0) throw csvFault.header(input.name, problems)
        for (const _ of names) columns.push(columnBuilder(textOf))
        continue
      }
      if (cells.length > names.length) throw csvFault.ragged(input.name, line, cells.length, names.length)
      cells.forEach((cell, i) => {
        if (cell !== undefined) columns[i]!.add(rows, cell)
      })
      rows++
      if (rows % 4096 !== 0) continue
      progress?.({phase: 'read', done: rows, total: 0, unit: 'rows'})
      await nextTurn()
      signal.throwIfAborted()
    }
    if (names === undefined) continue
    return {
      rows,
      columns: names.map((name, i) => columns[i]!.finish(name, rows).column),
      source: {format: 'excel', sheet: sheet.name},
    }
  }
  throw packingFault.damaged(input.name, 'none of its sheets has cells')
}

/** Those to look at, in order. */
function sheetsOf({sheets}: Workbook, file: string, {sheet, log}: ExcelOptions): Workbook['sheets'] {
  const names = sheets.map(({name}) => `"${name}"`).join(', ')
  if (sheet !== undefined) {
    const found = sheets.filter(({name}) => name === sheet)
    if (found.length > 0) return found
    throw new InferError('INFER_OPTION', {
      message: `${file} has no sheet "${sheet}"; it has ${names}.`,
      suggestions: [
        `--sheet '${
          nearest(
            sheet,
            sheets.map(({name}) => name),
          ) ??
          sheets[0]?.name ??
          'Sheet1'
        }'`,
      ],
    })
  }
  const visible = sheets.filter(({hidden}) => !hidden)
  if (visible.length > 1)
    log?.(
      `${file} has ${sheets.length} sheets, ${names}: the first with cells is read, --sheet names another.`,
    )
  return visible
}

function textOf(value: CellValue): string {
  if (typeof value !== 'object') return String(value)
  if ('raw' in value) return value.raw
  const physical = value.instant % 86_400_000 === 0 ? 'date' : 'ms'
  return formatCell({type: 'datetime', name: '', values: Float64Array.of(value.instant), physical}, 0)
}
