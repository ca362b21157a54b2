// Columns of text, aligned.
import {printableLine} from './printable.ts'

/** Cells longer than this are cut, so that one name does not push all others off the screen. */
const WIDEST = 48

/**
 * Lines of cells with two spaces between columns; columns named in `right` are aligned to the right, the last one is not cut.
 * Characters are counted, so wide ones (Chinese, emoji) stand out a little.
 */
export function tableLines(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const last = (rows[0]?.length ?? 0) - 1
  const cells = rows.map(row =>
    row.map((text, at) => (at === last ? printableLine(text) : shortened(printableLine(text)))),
  )
  const widths = Array.from({length: last + 1}, (_, at) =>
    Math.max(...cells.map(row => length(row[at] ?? ''))),
  )
  return cells.map(row =>
    row
      .map((text, at) => {
        const filling = ' '.repeat(Math.max(0, widths[at]! - length(text)))
        return right.includes(at) ? filling + text : text + filling
      })
      .join('  ')
      .trimEnd(),
  )
}

const length = (text: string): number => Array.from(text).length

function shortened(text: string): string {
  return length(text) > WIDEST
    ? `${Array.from(text)
        .slice(0, WIDEST - 1)
        .join('')}…`
    : text
}
