// What surrounds the digits of a column's numbers: currency, percent, units, thousands separators, the decimal mark.
import type {NumberFormat} from '@inferloop/contract'
import type {Texts} from './read-numbers.ts'

export type Dress = Pick<
  NumberFormat,
  'decimalMark' | 'thousands' | 'prefix' | 'suffix' | 'brackets' | 'signAfterPrefix'
>

const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
/** Blanks and bracket; sign; currency; sign; digits with marks (and an exponent); unit; bracket and blanks. */
const DRESSED =
  /^(\s*)(\(?)([+\-−]?)((?:[^\d\s.,'()+−-]{1,4}[\s\u00a0]?)?)([+-]?)(\d[\d.,'\u00a0\u202f ]*\d|\d|[.,]\d+)((?:[eE][+-]?\d+)?)((?:[\s\u00a0]?[^\d\s.,'()][^\d.,'()]{0,11})?)(\)?)(\s*)$/
const CURRENCY =
  /^\s*(?:\p{Sc}|[A-Z]{1,2}\p{Sc}|USD|EUR|GBP|CHF|JPY|INR|CAD|AUD|SEK|NOK|DKK|PLN|CZK|kr\.?|Rs\.?|R[\s\u00a0])?\s*$/u
const UNIT =
  /^(?:%|‰|°|°?[CFK]|\p{Sc}|k[gmWB]?|[cmn]m|m|g|mg|l|ml|s|ms|h|hrs?|min|lbs?|oz|ft|in|mi|mph|kmh|[KMGT]B|px|pts?|x)\s*$/u
const SPACED_UNIT = /^[\s\u00a0]\p{L}[\p{L}\p{Sc} /²³]*$|^[\s\u00a0][%‰°\p{Sc}]\s*$/u
/** Texts looked at before the whole column is. */
const SAMPLE = 200

/** The dress that most texts wear; undefined when the column is not one of numbers. */
export function dressOf(texts: Texts): Dress | undefined {
  const sample = sampled(texts.indices).map(texts.text)
  if (sample.length === 0) return undefined
  if (isCode(texts, sample)) return undefined
  const plain = sample.filter(text => PLAIN.test(text)).length
  if (plain >= sample.length * 0.9 && everyPlain(texts)) {
    return {decimalMark: '.', thousands: '', prefix: '', suffix: '', brackets: false}
  }
  return dressedIn(texts, sample)
}

/** At most 200 indices, evenly spread. */
export function sampled(indices: Uint32Array): number[] {
  if (indices.length <= SAMPLE) return [...indices]
  return Array.from({length: SAMPLE}, (_, i) => indices[Math.floor((i * indices.length) / SAMPLE)]!)
}

const digitsOnly = (text: string) => /^\d+$/.test(text)

/** Digits with leading zeros are codes (zip, account, month 01) unless a point or a sign says otherwise. */
function isCode({text, counts, indices}: Texts, sample: readonly string[]): boolean {
  if (sample.filter(digitsOnly).length < sample.length * 0.9) return false
  let padded = 0
  let cells = 0
  const widths = new Set<number>()
  for (const index of indices) {
    const cell = text(index)
    if (!digitsOnly(cell)) {
      if (PLAIN.test(cell)) return false
      continue
    }
    cells += counts[index]!
    widths.add(cell.length)
    if (cell.length > 1 && cell.charCodeAt(0) === 48) padded += counts[index]!
  }
  return padded > 0 && (widths.size === 1 || padded >= cells * 0.005)
}

function everyPlain({text, indices}: Texts): boolean {
  let strange = 0
  for (const index of indices) if (!PLAIN.test(text(index)) && ++strange > 3) return false
  return true
}

function dressedIn(texts: Texts, sample: readonly string[]): Dress | undefined {
  if (sample.filter(text => DRESSED.test(text)).length < sample.length * 0.9) return undefined
  const ends = new Map<string, {prefix: string; suffix: string; cells: number}>()
  const cores: string[] = []
  let brackets = false
  let signAfter = false
  let cells = 0
  for (const index of texts.indices) {
    const parts = DRESSED.exec(texts.text(index))
    if (parts === null) continue
    const [, blanks = '', open = '', sign, currency = '', inner = '', core = '', , unit = '', close = ''] =
      parts
    if ((open === '(') !== (close === ')')) continue
    brackets ||= open === '(' && sign === '' && inner === ''
    signAfter ||= inner === '-' && currency !== ''
    cores.push(core)
    const key = `${currency}\n${unit}`
    const end = ends.get(key) ?? {prefix: blanks + currency, suffix: unit, cells: 0}
    end.cells += texts.counts[index]!
    cells += texts.counts[index]!
    ends.set(key, end)
  }
  const common = [...ends.values()].toSorted((a, b) => b.cells - a.cells)[0]
  if (common === undefined || common.cells < cells * 0.9) return undefined
  const {prefix, suffix} = common
  if (!CURRENCY.test(prefix)) return undefined
  if (suffix.trim() !== '' && !UNIT.test(suffix) && !SPACED_UNIT.test(suffix)) return undefined
  const marks = marksOf(cores)
  if (marks === undefined) return undefined
  return {...marks, prefix, suffix, brackets, ...(signAfter ? {signAfterPrefix: true} : {})}
}

/** Thousands separator and decimal mark that explain every text; undefined when none do. */
function marksOf(cores: readonly string[]): Pick<NumberFormat, 'decimalMark' | 'thousands'> | undefined {
  let both: '.' | ',' | undefined
  let spacing: NumberFormat['thousands'] = ''
  const only = {'.': 0, ',': 0}
  const grouped = {'.': true, ',': true}
  const repeated = {'.': false, ',': false}
  let bareThousands = false
  for (const core of cores) {
    const dot = core.lastIndexOf('.')
    const comma = core.lastIndexOf(',')
    const space = /[ '\u00a0\u202f]/.exec(core)
    if (space !== null) spacing = space[0] as NumberFormat['thousands']
    if (dot >= 0 && comma >= 0) {
      const mark = dot > comma ? '.' : ','
      if (both !== undefined && both !== mark) return undefined
      both = mark
    } else if (dot >= 0 || comma >= 0) {
      const mark = dot >= 0 ? '.' : ','
      only[mark]++
      grouped[mark] &&=
        mark === '.' ? /^[1-9]\d{0,2}(\.\d{3})+$/.test(core) : /^[1-9]\d{0,2}(,\d{3})+$/.test(core)
      repeated[mark] ||= core.indexOf(mark) !== core.lastIndexOf(mark)
    } else bareThousands ||= core.length > 3 && space === null
  }
  if (both !== undefined) return {decimalMark: both, thousands: both === '.' ? ',' : '.'}
  if (only['.'] > 0 && only[','] > 0) {
    // Never in one text: the one that always stands before three digits parts thousands.
    if (grouped[','] && !grouped['.']) return {decimalMark: '.', thousands: ','}
    if (grouped['.'] && !grouped[',']) return {decimalMark: ',', thousands: '.'}
    return undefined
  }
  if (spacing !== '') return {decimalMark: only[','] > 0 ? ',' : '.', thousands: spacing}
  if (only[','] > 0) {
    const thousands = grouped[','] && !bareThousands
    return thousands ? {decimalMark: '.', thousands: ','} : {decimalMark: ',', thousands: ''}
  }
  if (repeated['.']) return grouped['.'] ? {decimalMark: ',', thousands: '.'} : undefined
  return {decimalMark: '.', thousands: ''}
}
