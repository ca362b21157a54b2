// One column while cells with types are read: numbers, truth values, instants or texts, and all as texts where types are mixed.
import type {SourceColumn} from '@inferloop/contract'

/** In milliseconds since 1970. */
export interface Instant {
  readonly instant: number
}

/** A value that is its own kind of text, such as a list in JSON. */
export interface RawText {
  readonly raw: string
}

export type CellValue = string | number | boolean | Instant | RawText

type Kind = 'none' | 'number' | 'boolean' | 'datetime' | 'text' | 'mixed'

export interface ColumnBuilder {
  /** Rows left out in between are missing cells. Values come in the order of their rows, at most one for a row; the empty text is none. */
  add(row: number, value: CellValue): void
  /** Only the rows of these places stay, of the `rows` there are. */
  keepOnly(stay: Uint32Array, rows: number): void
  /** Distinct texts held, and their characters. */
  size(): {readonly texts: number; readonly characters: number}
  /** The column of `rows` rows; `mixed` when its cells are of several types or raw, and so the texts that `spell` gave. */
  finish(name: string, rows: number): {readonly column: SourceColumn; readonly mixed: boolean}
}

const DAY_MS = 86_400_000

/** `spell` writes a value of a column of several types as a text. */
export function columnBuilder(spell: (value: CellValue) => string): ColumnBuilder {
  let kind: Kind = 'none'
  /** Numbers and instants with NaN for missing, truth values as 0, 1 and 2, or places in the dictionary, of which 0 is missing. */
  let cells: Float64Array | Uint32Array = new Float64Array(0)
  let filled = 0
  let places = new Map<string, number>()
  let dictionary: string[] = ['']
  let characters = 0

  const isMeasure = () => kind === 'number' || kind === 'datetime'
  const missing = (): number => (isMeasure() ? Number.NaN : kind === 'boolean' ? 2 : 0)

  function grow(row: number): void {
    if (row < cells.length && cells instanceof Float64Array === isMeasure()) return
    const size = Math.max(row + 1, 1024, cells.length * 2)
    const larger = isMeasure() ? new Float64Array(size) : new Uint32Array(size)
    larger.set(cells.subarray(0, filled))
    cells = larger
  }

  function place(text: string): number {
    const known = places.get(text)
    if (known !== undefined) return known
    places.set(text, dictionary.length)
    characters += text.length
    return dictionary.push(text) - 1
  }

  function valueAt(row: number): CellValue | undefined {
    const cell = cells[row]!
    if (kind === 'number') return cell === cell ? cell : undefined
    if (kind === 'datetime') return cell === cell ? {instant: cell} : undefined
    if (kind === 'boolean') return cell === 2 ? undefined : cell === 1
    return cell === 0 ? undefined : dictionary[cell]
  }

  /** All cells so far become texts. */
  function mix(): void {
    const values = Array.from({length: filled}, (_, row) => valueAt(row))
    kind = 'mixed'
    places = new Map()
    dictionary = ['']
    cells = Uint32Array.from(values, value => (value === undefined ? 0 : place(spell(value))))
  }

  function fillTo(row: number): void {
    grow(row)
    cells.fill(missing(), filled, row)
    filled = row
  }

  return {
    add(row, value) {
      if (value === '') return
      const type = kindOf(value)
      if (kind === 'none') kind = type
      else if (kind !== type && kind !== 'mixed') mix()
      fillTo(row)
      if (kind === 'number') cells[row] = value as number
      else if (kind === 'datetime') cells[row] = (value as Instant).instant
      else if (kind === 'boolean') cells[row] = value === true ? 1 : 0
      else if (kind === 'text') cells[row] = place(value as string)
      else cells[row] = place(spell(value))
      filled = row + 1
    },
    keepOnly(stay, rows) {
      fillTo(rows)
      const texts = dictionary
      const isText = kind === 'text' || kind === 'mixed'
      if (isText) {
        places = new Map()
        dictionary = ['']
        characters = 0
      }
      for (let i = 0; i < stay.length; i++) {
        const cell = cells[stay[i]!]!
        cells[i] = isText && cell > 0 ? place(texts[cell]!) : cell
      }
      filled = stay.length
    },
    size: () => ({texts: dictionary.length, characters}),
    finish(name, rows) {
      fillTo(rows)
      const used = cells.slice(0, rows)
      if (kind === 'number') {
        const values = used as Float64Array<ArrayBuffer>
        const whole = values.every(value => value !== value || Number.isSafeInteger(value))
        return {column: {type: 'number', name, values, physical: whole ? 'integer' : 'float'}, mixed: false}
      }
      if (kind === 'datetime') {
        const values = used as Float64Array<ArrayBuffer>
        const days = values.every(value => value !== value || value % DAY_MS === 0)
        return {column: {type: 'datetime', name, values, physical: days ? 'date' : 'ms'}, mixed: false}
      }
      if (kind === 'boolean')
        return {column: {type: 'boolean', name, values: Uint8Array.from(used)}, mixed: false}
      return {
        column: {type: 'text', name, codes: Uint32Array.from(used), dictionary},
        mixed: kind === 'mixed',
      }
    },
  }
}

function kindOf(value: CellValue): Kind {
  if (typeof value !== 'object') return typeof value === 'string' ? 'text' : (typeof value as Kind)
  return 'instant' in value ? 'datetime' : 'mixed'
}
