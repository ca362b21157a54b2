// Labels that say their place by a number: `1st`, `3. often`, `18-24`, `65+`, `< 10k`, `A-`.

/** A number of each label by which they stand in order; undefined where one has none, or two have the same. */
export function stepsOfNumbers(labels: readonly string[], named: boolean): number[] | undefined {
  for (const read of [numbered, ordinal, ...(named ? [Number] : [])]) {
    const steps = labels.map(label => read(label.trim()))
    if (areApart(steps)) return steps
  }
  return stepsOfRanges(labels) ?? stepsOfGrades(labels)
}

const areApart = (steps: readonly number[]): boolean =>
  !steps.some(Number.isNaN) && new Set(steps).size === steps.length

/** `3. often`, `2) agree`, `1 - low`. */
function numbered(label: string): number {
  const [, digits] = /^(\d{1,3})(?:[.):]\s*| - | )(?=\p{L})/u.exec(label) ?? []
  return digits === undefined ? Number.NaN : Number(digits)
}

/** `1st`, `2nd class`. */
function ordinal(label: string): number {
  const [, digits] = /^(\d{1,3})(?:st|nd|rd|th)(?: \p{L}+)?$/iu.exec(label) ?? []
  return digits === undefined ? Number.NaN : Number(digits)
}

interface Range {
  readonly low: number
  readonly high: number
}

/** Characters of a label beyond which it is no range. */
const MOST_CHARACTERS = 40

/** Of ranges that do not overlap, two ends of at least one of them. */
function stepsOfRanges(labels: readonly string[]): number[] | undefined {
  const ranges: Range[] = []
  for (const label of labels) {
    const text = label.trim().replaceAll(/\s+/g, ' ').toLowerCase()
    const range = text.length > MOST_CHARACTERS ? undefined : rangeOf(text)
    if (range === undefined) return undefined
    ranges.push(range)
  }
  const sorted = ranges.toSorted((a, b) => a.low - b.low || a.high - b.high)
  const isApart = sorted.every((range, i) => i === 0 || sorted[i - 1]!.high <= range.low)
  const isClosed = sorted.some(({low, high}) => Number.isFinite(low) && Number.isFinite(high) && low < high)
  return isApart && isClosed ? ranges.map(range => sorted.indexOf(range)) : undefined
}

const NUMBER = String.raw`([$€£]?)\s*(-?\d[\d,]*(?:\.\d+)?)\s*([kmb]?)\+?\s*(?:[$€£%]|years?|yrs?|y)?`
const BETWEEN = new RegExp(String.raw`^${NUMBER}\s*(?:-|–|—|to|\.\.)\s*${NUMBER}$`)
/** As mathematics writes it. */
const INTERVAL = /^[([](-?[\d.]+), ?(-?[\d.]+)[)\]]$/
const BELOW = new RegExp(String.raw`^(?:<=?|≤|under|below|less than|up to)\s*${NUMBER}$`)
const ABOVE = new RegExp(String.raw`^(?:>=?|≥|over|above|more than|at least)\s*${NUMBER}$`)
const ON = new RegExp(String.raw`^${NUMBER}(?:\s*(?:and|or) (?:over|above|more|older))?$`)

function rangeOf(text: string): Range | undefined {
  const [, from, to] = INTERVAL.exec(text)?.map(Number) ?? []
  if (from !== undefined && to !== undefined) return from <= to ? {low: from, high: to} : undefined
  return betweenOf(text) ?? endOf(text)
}

function betweenOf(text: string): Range | undefined {
  const [, , low, lowUnit, , high, highUnit] = BETWEEN.exec(text) ?? []
  if (low !== undefined && high !== undefined) {
    // `10-20k` are thousands on both sides.
    const from = sized(low, lowUnit === '' && highUnit !== '' ? highUnit : lowUnit)
    const to = sized(high, highUnit)
    return from <= to ? {low: from, high: to} : undefined
  }
  return undefined
}

function endOf(text: string): Range | undefined {
  const below = BELOW.exec(text)
  if (below !== null) return {low: Number.NEGATIVE_INFINITY, high: sized(below[2]!, below[3])}
  const above = ABOVE.exec(text)
  if (above !== null) return {low: sized(above[2]!, above[3]), high: Number.POSITIVE_INFINITY}
  const on = ON.exec(text)
  if (on === null) return undefined
  const value = sized(on[2]!, on[3])
  const isOpen = /\+|and|or/.test(text)
  return {low: value, high: isOpen ? Number.POSITIVE_INFINITY : value}
}

const UNITS: Readonly<Record<string, number>> = {k: 1e3, m: 1e6, b: 1e9}

const sized = (digits: string, unit = ''): number => Number(digits.replaceAll(',', '')) * (UNITS[unit] ?? 1)

/** `F` to `A+`, worst first, where some have a plus or a minus: letters alone may be anything. */
function stepsOfGrades(labels: readonly string[]): number[] | undefined {
  const grades = labels.map(label => /^([A-F])([+-]?)$/.exec(label.trim()))
  if (!grades.every(grade => grade !== null) || grades.every(grade => grade[2] === '')) return undefined
  return grades.map(
    ([, letter, sign]) => -3 * letter!.charCodeAt(0) + (sign === '+' ? 1 : sign === '-' ? -1 : 0),
  )
}
