// Columns of text, aligned.

/** Cells longer than this are cut, so that one name does not push all others off the screen. */
const WIDEST = 48

/**
 * Lines of cells with two spaces between columns; columns named in `right` are aligned to the right. Characters are counted, so
 * wide ones (Chinese, emoji) stand out a little.
 */
export function tableLines(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const cells = rows.map(row => row.map(shortened))
  const widths = (cells[0] ?? []).map((_, at) => Math.max(...cells.map(row => [...(row[at] ?? '')].length)))
  return cells.map(row =>
    row
      .map((text, at) => {
        const filling = ' '.repeat(Math.max(0, widths[at]! - [...text].length))
        return right.includes(at) ? filling + text : text + filling
      })
      .join('  ')
      .trimEnd(),
  )
}

/** Control characters in a name would move the cursor. */
function shortened(text: string): string {
  const clean = text.replaceAll(/[\u0000-\u001F\u007F-\u009F]/g, ' ')
  const characters = [...clean]
  return characters.length > WIDEST ? `${characters.slice(0, WIDEST - 1).join('')}…` : clean
}
