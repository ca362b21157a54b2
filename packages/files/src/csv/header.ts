// The first line of a CSV: column names, each there once.
import {decodeCell} from './dictionary.ts'
import {csvFault} from './faults.ts'

const MOST_PROBLEMS = 5

/** The names in `cells`, and whether one was read as windows-1252. @throws InferError INFER_CSV_HEADER */
export function columnNames(cells: readonly Buffer[], file: string): {names: string[]; fallback: boolean} {
  const decoded = cells.map(decodeCell)
  const names = decoded.map(cell => cell.text)
  const problems = headerProblems(names)
  if (problems.length > 0) throw csvFault.header(file, problems)
  return {names, fallback: decoded.some(cell => cell.fallback)}
}

/** What speaks against these names of columns, as phrases. */
export function headerProblems(names: readonly string[]): string[] {
  const places = new Map<string, number[]>()
  names.forEach((name, i) => places.set(name, [...(places.get(name) ?? []), i + 1]))
  const problems: string[] = []
  for (const [name, at] of places) {
    const plural = at.length === 1 ? 'column' : 'columns'
    if (name.trim() === '')
      problems.push(`${plural} ${listed(at)} ${at.length === 1 ? 'has' : 'have'} no name`)
    else if (at.length > 1) problems.push(`"${name}" names columns ${listed(at)}`)
  }
  if (problems.length > MOST_PROBLEMS) {
    problems.splice(MOST_PROBLEMS, problems.length, `and ${problems.length - MOST_PROBLEMS} more`)
  }
  return problems
}

function listed(numbers: readonly number[]): string {
  const shown = numbers.slice(0, 10).map(String)
  if (numbers.length > 10) shown.push(`… (${numbers.length} in all)`)
  return shown.length === 1 ? shown[0]! : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}
