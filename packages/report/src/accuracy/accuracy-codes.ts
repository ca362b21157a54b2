// Columns cut into a dozen codes each, fitted on the real table: what accuracy compares.
import type {ComparedLabels, ComparedNumbers} from '@inferloop/contract'

export interface AccuracyCodes {
  readonly name: string
  readonly real: Uint8Array
  readonly synthetic: Uint8Array
  /** Codes are below this. */
  readonly size: number
}

const BINS = 10
/** Labels of the real table that fewer cells hold share one code with those it lacks. */
const LEAST_CELLS = 5

/**
 * Numbers and instants in 10 quantile bins of the real column, the 10 most frequent real labels that at least 5 cells hold and
 * one code for the others, and one for missing cells.
 *
 * @see MOSTLY AI, mostlyai-qa: accuracy
 */
export function accuracyCodes(column: ComparedNumbers | ComparedLabels): AccuracyCodes {
  return 'schema' in column ? ofNumbers(column) : ofLabels(column)
}

function ofNumbers({name, cells}: ComparedNumbers): AccuracyCodes {
  const edges = quantileEdges(cells.real)
  const missing = edges.length + 1
  const coded = (values: Float64Array) => {
    const codes = new Uint8Array(values.length)
    for (let i = 0; i < codes.length; i++)
      codes[i] = Number.isNaN(values[i]!) ? missing : below(edges, values[i]!)
    return codes
  }
  return {name, real: coded(cells.real), synthetic: coded(cells.synthetic), size: missing + 1}
}

function ofLabels({name, cells, labels}: ComparedLabels): AccuracyCodes {
  const counts = new Float64Array(labels.length)
  for (const code of cells.real) if (code < labels.length) counts[code]!++
  // Real labels come most frequent first.
  let kept = 0
  while (kept < BINS && kept < labels.length && counts[kept]! >= LEAST_CELLS) kept++
  const coded = (codes: Uint32Array) =>
    Uint8Array.from(codes, code => (code === labels.length ? kept + 1 : Math.min(code, kept)))
  return {name, real: coded(cells.real), synthetic: coded(cells.synthetic), size: kept + 2}
}

/** The distinct inner deciles, linear between neighbours (Hyndman and Fan's type 7). */
function quantileEdges(values: Float64Array): Float64Array {
  const sorted = values.filter(value => !Number.isNaN(value)).sort()
  if (sorted.length === 0) return new Float64Array()
  const edges = Array.from({length: BINS - 1}, (_, k) => {
    const at = ((k + 1) / BINS) * (sorted.length - 1)
    const low = sorted[Math.floor(at)]!
    const high = sorted[Math.ceil(at)]!
    return low + (at % 1) * (high - low)
  })
  return Float64Array.from(new Set(edges))
}

/** How many edges are below `value`. */
function below(edges: Float64Array, value: number): number {
  let count = 0
  while (count < edges.length && edges[count]! < value) count++
  return count
}
