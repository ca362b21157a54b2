// Whether a column's texts are dates or times, and in which format; day and month are told apart by the whole column.
import {candidateFormats} from './candidate-formats.ts'
import {hasOffset, offsetOf} from './offsets.ts'
import {datetimeParser} from './parse-datetime.ts'
import {sampled} from '../numbers/dress.ts'
import {readAll} from '../numbers/read-numbers.ts'
import type {Reading, Texts} from '../numbers/read-numbers.ts'

export interface DatetimeReading extends Reading {
  readonly format: string
  /** Other formats that stood in the column. */
  readonly alsoReads: readonly string[]
  /** Cells in each of those. */
  readonly alsoCells?: readonly number[]
  /** A format with day and month exchanged that reads the column just as well. */
  readonly ambiguous: string | undefined
  readonly zoneMinutes: number
}

/** Texts whose candidate formats are tried. */
const PROBES = 12
const MOST_FORMATS = 12

/** Undefined when the column is not one of dates or times. */
export function readDatetimes(texts: Texts): DatetimeReading | undefined {
  const sample = sampled(texts.indices)
  const probes = spread(sample, PROBES).map(texts.text)
  const looks = probes.map(candidateFormats)
  if (looks.filter(formats => formats.length > 0).length < probes.length * 0.75) return undefined
  const formats = [...new Set(looks.flat())]
  const sampleTexts = sample.map(texts.text)
  const scored = formats
    .map(format => ({format, read: sampleTexts.filter(readable(format)).length}))
    .filter(({read}) => read > 0)
    // Stable: of formats that read as much, the likelier comes first.
    .toSorted((a, b) => b.read - a.read)
  const best = scored[0]
  if (best === undefined) return undefined
  for (const {format} of scored.filter(({read}) => read >= best.read * 0.95)) {
    const reading = readAll(texts, datetimeParser(format))
    if (reading === undefined) continue
    return {
      ...reading,
      format,
      alsoReads: [],
      ambiguous: ambiguity(format, texts, reading),
      zoneMinutes: zoneOf(format, texts),
    }
  }
  return readMixed(texts)
}

/** Texts in one format that is known; undefined when more than a few are not of it. */
export function readAs(texts: Texts, format: string): DatetimeReading | undefined {
  const reading = readAll(texts, datetimeParser(format))
  if (reading === undefined) return undefined
  return {...reading, format, alsoReads: [], ambiguous: undefined, zoneMinutes: zoneOf(format, texts)}
}

/** Texts in several formats, if a dozen of them read every text; the most frequent is written. */
export function readMixed(texts: Texts): DatetimeReading | undefined {
  const found: {format: string; cells: number}[] = []
  const values = new Float64Array(texts.counts.length).fill(Number.NaN)
  let left = texts.indices
  while (left.length > 0 && found.length < MOST_FORMATS) {
    const candidates = [
      ...new Set(
        spread([...left], PROBES)
          .map(texts.text)
          .flatMap(candidateFormats),
      ),
    ]
    const probe = spread([...left], 400).map(texts.text)
    const scored = candidates
      .map(format => ({format, read: probe.filter(readable(format)).length}))
      .toSorted((a, b) => b.read - a.read)
    const format = scored[0]?.format
    if (format === undefined) return undefined
    const parse = datetimeParser(format)
    let cells = 0
    const rest: number[] = []
    for (const index of left) {
      const value = parse(texts.text(index))
      if (Number.isNaN(value)) rest.push(index)
      else {
        values[index] = value
        cells += texts.counts[index]!
      }
    }
    if (rest.length === left.length) return undefined
    found.push({format, cells})
    left = Uint32Array.from(rest)
  }
  if (left.length > 0 || found.length === 0) return undefined
  const ordered = found.toSorted((a, b) => b.cells - a.cells)
  const [first, ...others] = ordered.map(({format}) => format)
  return {
    values,
    odd: [],
    format: first!,
    alsoReads: others,
    alsoCells: ordered.slice(1).map(({cells}) => cells),
    ambiguous: undefined,
    zoneMinutes: zoneOf(first!, texts),
  }
}

const readable = (format: string) => {
  const parse = datetimeParser(format)
  return (text: string) => !Number.isNaN(parse(text))
}

const spread = <T>(items: readonly T[], most: number): T[] =>
  items.length <= most
    ? [...items]
    : Array.from({length: most}, (_, i) => items[Math.floor((i * items.length) / most)]!)

/** The format with day and month exchanged, if it reads every text that `format` reads. */
function ambiguity(format: string, texts: Texts, reading: Reading): string | undefined {
  const exchanged = format.replace(/^(MM?|DD?)([-/. ])(MM?|DD?)/, '$3$2$1')
  if (exchanged === format || !/^[DM]/.test(format)) return undefined
  const parse = datetimeParser(exchanged)
  for (const index of texts.indices) {
    if (!Number.isNaN(reading.values[index]!) && Number.isNaN(parse(texts.text(index)))) return undefined
  }
  return exchanged
}

/** The commonest offset of the column, in minutes; 0 for formats without one. */
function zoneOf(format: string, texts: Texts): number {
  if (!hasOffset(format)) return 0
  const cells = new Map<number, number>()
  for (const index of texts.indices) {
    const zone = offsetOf(texts.text(index))
    if (Number.isNaN(zone)) continue
    cells.set(zone, (cells.get(zone) ?? 0) + texts.counts[index]!)
  }
  return [...cells].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}
