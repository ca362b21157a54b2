// Puts text into a template before it is compiled, and says where a place of the result was before.
import type {Insertion} from './allowed.ts'

/** Places count lines from 1 and columns from 0, as the parser does. */
export function insert(source: string, insertions: readonly Insertion[]): string {
  const lines = source.split('\n')
  const later = [...insertions].sort((a, b) => b.column - a.column)
  for (const {line, column, text} of later) {
    const old = lines[line - 1]!
    lines[line - 1] = old.slice(0, column) + text + old.slice(column)
  }
  return lines.join('\n')
}

/** The column before the insertions of one that was found after them. */
export function columnBefore(insertions: readonly Insertion[], line: number, column: number): number {
  let shift = 0
  for (const one of insertions.filter(each => each.line === line).sort((a, b) => a.column - b.column))
    if (one.column + shift < column) shift += Math.min(one.text.length, column - one.column - shift)
  return column - shift
}
