// Columns cut into a dozen codes each, fitted on the real table: what accuracy compares.
import type {ComparedLabels, ComparedNumbers} from '@inferloop/contract'
import {sortedNumbers} from '@inferloop/forest'
import {innerBreaks} from './inner-breaks.ts'

export interface AccuracyCodes {
  readonly name: string
  readonly real: Uint8Array
  readonly synthetic: Uint8Array
  /** Codes are below this. */
  readonly size: number
}

const LABELS = 10
/** Labels of the real table that fewer cells hold share one code with those it lacks. */
const LEAST_CELLS = 5

/**
 * Numbers and instants in about 10 quantile bins of the real column; the most frequent real labels that at least 5 cells hold, and one code for
 * all others; and one for missing cells. There are 10 such labels, or 9 where missing cells are among the 10 most frequent of all.
 *
 * @see MOSTLY AI, mostlyai-qa 1.10: binning of accuracy
 */
export function accuracyCodes(column: ComparedNumbers | ComparedLabels): AccuracyCodes {
  return 'schema' in column ? ofNumbers(column) : ofLabels(column)
}

function ofNumbers({name, kind, cells}: ComparedNumbers): AccuracyCodes {
  const breaks = innerBreaks(sortedNumbers(cells.real), kind)
  const missing = breaks.length + 1
  const coded = (values: Float64Array) => {
    const codes = new Uint8Array(values.length)
    for (let i = 0; i < codes.length; i++) {
      const value = values[i]!
      codes[i] = value === value ? upTo(breaks, value) : missing
    }
    return codes
  }
  return {name, real: coded(cells.real), synthetic: coded(cells.synthetic), size: missing + 1}
}

function ofLabels({name, cells, labels, known}: ComparedLabels): AccuracyCodes {
  const counts = new Float64Array(labels.length + 1)
  for (let i = 0; i < cells.real.length; i++) counts[cells.real[i]!]!++
  const missing = labels.length
  // Real labels come most frequent first.
  const most = known >= LABELS && counts[missing]! > counts[LABELS - 1]! ? LABELS - 1 : LABELS
  let kept = 0
  while (kept < most && kept < known && counts[kept]! >= LEAST_CELLS) kept++
  const coded = (codes: Uint32Array) => {
    const into = new Uint8Array(codes.length)
    for (let i = 0; i < into.length; i++)
      into[i] = codes[i] === missing ? kept + 1 : Math.min(codes[i]!, kept)
    return into
  }
  return {name, real: coded(cells.real), synthetic: coded(cells.synthetic), size: kept + 2}
}

/** How many breaks are at most `value`. */
function upTo(breaks: Float64Array, value: number): number {
  let count = 0
  while (count < breaks.length && breaks[count]! <= value) count++
  return count
}
