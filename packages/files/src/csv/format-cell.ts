// Typed cells (from Parquet) as the texts a CSV holds: what pandas and polars write.
import type {BooleanSource, DatetimeSource, NumberSource, SourceColumn, TextSource} from '@inferloop/contract'

/** `''` for null; floating-point numbers keep a decimal part (`3.0`); instants as `2024-05-01 13:30:00`, fraction when there is one. */
export function formatCell(column: SourceColumn, row: number): string {
  if (column.type === 'text') return textCell(column, row)
  if (column.type === 'number') return numberCell(column, row)
  return column.type === 'boolean' ? booleanCell(column, row) : datetimeCell(column, row)
}

function textCell({codes, dictionary}: TextSource, row: number): string {
  return dictionary[codes[row]!]!
}

function numberCell({values, physical, decimals}: NumberSource, row: number): string {
  const value = values[row]!
  if (Number.isNaN(value)) return ''
  if (decimals !== undefined) return decimalText(value, decimals)
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  const text = String(value)
  return physical === 'float' && Number.isInteger(value) && !text.includes('e') ? `${text}.0` : text
}

/** Zeros at the end go, but for the `least` decimals; what rounds to 0 has no minus. */
function decimalText(value: number, {most, least}: NonNullable<NumberSource['decimals']>): string {
  const fixed = value.toFixed(most)
  let end = fixed.length
  for (let left = most; left > least && fixed.charAt(end - 1) === '0'; left--) end--
  if (fixed.charAt(end - 1) === '.') end--
  const text = fixed.slice(0, end)
  return text.startsWith('-') && !/[1-9]/.test(text) ? text.slice(1) : text
}

function booleanCell({values}: BooleanSource, row: number): string {
  return values[row] === 2 ? '' : values[row] === 1 ? 'true' : 'false'
}

function datetimeCell({values, physical}: DatetimeSource, row: number): string {
  const value = values[row]!
  if (Number.isNaN(value)) return ''
  const whole = Math.floor(value)
  const text = new Date(whole).toISOString()
  const day = text.slice(0, -14)
  if (physical === 'date') return day
  const micros = (whole - Math.floor(whole / 1000) * 1000) * 1000 + Math.round((value - whole) * 1000)
  const fraction =
    micros === 0 ? '' : micros % 1000 === 0 ? `.${pad(micros / 1000, 3)}` : `.${pad(micros, 6)}`
  return `${day} ${text.slice(-13, -5)}${fraction}`
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0')
}
