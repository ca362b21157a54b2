// Where accuracy cuts numbers and instants into bins.

const BINS = 10
/** Quantiles looked at before the search for different ones ends. */
const MOST_QUANTILES = 999
/** Breaks of numbers are cut after the fewest decimals, up to so many, that keep them apart. */
const MOST_DECIMALS = 19

/**
 * The breaks between bins, ascending; a value on a break belongs to the bin above it, and the outer bins are open. A column of at most 10
 * different values has a bin for each. Others have the bins between evenly spaced order statistics, smallest and greatest among them: 10 of
 * these, or as many more as it takes to find 11 that differ, at most 999. `sorted` ascends and has no NaN.
 *
 * @see MOSTLY AI, mostlyai-qa 1.10: binning of accuracy
 */
export function innerBreaks(sorted: Float64Array, kind: 'numeric' | 'datetime'): Float64Array {
  const few = fewDistinct(sorted)
  const breaks = few ?? quantileBreaks(sorted)
  const shortened = kind === 'numeric' ? shorten(breaks) : breaks
  return Float64Array.from(shortened.slice(1, few === undefined ? -1 : undefined))
}

/** The different values; undefined when there are more than 10. */
function fewDistinct(sorted: Float64Array): number[] | undefined {
  const distinct: number[] = []
  for (let i = 0; i < sorted.length; i++) {
    if (sorted[i] === distinct.at(-1)) continue
    if (distinct.length === BINS) return undefined
    distinct.push(sorted[i]!)
  }
  return distinct
}

function quantileBreaks(sorted: Float64Array): number[] {
  const last = sorted.length - 1
  const most = Math.max(BINS, Math.min(MOST_QUANTILES, sorted.length))
  let breaks: number[] = []
  for (let count = BINS; count <= most && breaks.length <= BINS; count++) {
    const step = last / (count - 1)
    breaks = []
    for (let k = 0; k < count; k++) {
      const value = sorted[k === count - 1 ? last : Math.floor(k * step)]!
      if (value !== breaks.at(-1)) breaks.push(value)
    }
  }
  return breaks
}

/** Rounds down to the fewest decimals with which all stay different. */
function shorten(breaks: readonly number[]): readonly number[] {
  for (let decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
    const power = 10 ** decimals
    // Great doubles overflow or are rounded up; a break above its value would put it into the bin below.
    const cut = breaks.map(value => Math.min(value, Math.floor(value * power) / power))
    if (new Set(cut).size === breaks.length) return cut
  }
  return breaks
}
