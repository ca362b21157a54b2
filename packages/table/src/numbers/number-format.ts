// One number as the text of a cell and back, for a format that was found over the whole column.
import type {ExponentFormat, NumberFormat} from '@inferloop/contract'

const DIGITS = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const SIGN = /^[+\-−]/
const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.\d*)?$/

/**
 * The number a cell's text stands for; NaN when it is no number of this format. Prefix, suffix and separators must
 * be the format's; sign, count of decimals, exponent and missing thousands separators may be anything.
 * Blanks around the text are ignored. -0 becomes 0.
 */
export function parseNumber(text: string, format: NumberFormat): number {
  let body = text.trim()
  let negative = false
  if (format.brackets && body.startsWith('(') && body.endsWith(')')) {
    negative = true
    body = body.slice(1, -1)
  }
  const prefix = format.prefix.trimStart()
  const suffix = format.suffix.trimEnd()
  if (SIGN.test(body)) {
    negative = !body.startsWith('+')
    body = body.slice(1)
  }
  if (prefix !== '') {
    if (!body.startsWith(prefix)) return Number.NaN
    body = body.slice(prefix.length)
    if (SIGN.test(body)) {
      negative = !body.startsWith('+')
      body = body.slice(1)
    }
  }
  if (suffix !== '') {
    if (!body.endsWith(suffix)) return Number.NaN
    body = body.slice(0, -suffix.length)
  }
  if (format.thousands !== '' || format.decimalMark === ',') {
    body = swapMarks(body, format)
    if (GROUPED.test(body)) body = body.replaceAll(',', '')
  }
  if (!DIGITS.test(body)) return Number.NaN
  const value = Number(body)
  return negative ? 0 - value : value
}

/** Thousands separators become commas and the decimal mark a point; a stray point or comma spoils the text. */
function swapMarks(body: string, {thousands, decimalMark}: NumberFormat): string {
  let swapped = ''
  for (const character of body) {
    if (character === decimalMark) swapped += '.'
    else if (character === thousands) swapped += ','
    else swapped += character === '.' || character === ',' ? '#' : character
  }
  return swapped
}

/**
 * The text of a number with at most `decimals` decimals (0 to 100): the inverse of `parseNumber` for every text that is written in
 * the format throughout.
 */
export function formatNumber(value: number, format: NumberFormat, decimals: number): string {
  const digits = digitsOf(Math.abs(value), format, decimals)
  // -0.001 to two decimals is 0.00, not -0.00.
  const negative = value < 0 && /[1-9]/.test(digits)
  const {prefix, suffix} = format
  if (!negative) {
    const sign = format.plus === true && value > 0 ? '+' : ''
    return format.signAfterPrefix === true ? prefix + sign + digits + suffix : sign + prefix + digits + suffix
  }
  if (format.brackets) return `(${prefix}${digits}${suffix})`
  if (format.signAfterPrefix === true) return `${prefix}-${digits}${suffix}`
  return `-${prefix}${digits}${suffix}`
}

function digitsOf(size: number, format: NumberFormat, decimals: number): string {
  const {exponent, significant} = format
  const value = significant === undefined ? size : Number(size.toPrecision(significant))
  if (exponent === undefined) return plain(value, format, decimals)
  const isExtreme = value !== 0 && (value < 1e-4 || value >= 1e16)
  if (exponent.when === 'extreme' && !isExtreme) return plain(value, format, decimals)
  const powered = exponential(value, format, exponent, decimals)
  if (exponent.when !== 'shorter') return powered
  const written = plain(value, format, decimals)
  return powered.length < written.length ? powered : written
}

function plain(value: number, format: NumberFormat, decimals: number): string {
  const text = format.significant === undefined ? value.toFixed(decimals) : plainDigits(value)
  const point = text.indexOf('.')
  let whole = point < 0 ? text : text.slice(0, point)
  let fraction = point < 0 ? '' : text.slice(point + 1)
  if (!format.fixedDecimals) fraction = fraction.replace(/0+$/, '')
  if (fraction === '' && format.floatIntegers) fraction = '0'
  if (whole.length < format.minIntegerDigits) whole = whole.padStart(format.minIntegerDigits, '0')
  else if (format.minIntegerDigits === 0 && whole === '0' && fraction !== '') whole = ''
  if (format.thousands !== '') whole = whole.replace(/\B(?=(?:\d{3})+$)/g, format.thousands)
  return fraction === '' ? whole : whole + format.decimalMark + fraction
}

function exponential(
  value: number,
  format: NumberFormat,
  exponent: ExponentFormat,
  decimals: number,
): string {
  const {significant} = format
  const digits =
    significant === undefined
      ? Number(value.toFixed(decimals)).toExponential()
      : value.toExponential(significant - 1)
  const [mantissa = '', power = ''] = digits.split('e')
  const point = mantissa.indexOf('.')
  const fraction = point < 0 ? '' : mantissa.slice(point + 1)
  const kept = format.fixedDecimals ? fraction : fraction.replace(/0+$/, '')
  const shown = kept === '' && format.floatIntegers ? '0' : kept
  const sign = power.startsWith('-') ? '-' : exponent.plus ? '+' : ''
  const size = power.slice(1).padStart(exponent.width, '0')
  return mantissa.charAt(0) + (shown === '' ? '' : format.decimalMark + shown) + exponent.mark + sign + size
}

/** The shortest digits of a double without an exponent: 1e-7 → 0.0000001. */
function plainDigits(value: number): string {
  const text = String(value)
  const mark = text.indexOf('e')
  if (mark < 0) return text
  const power = Number(text.slice(mark + 1))
  const digits = text.slice(0, mark).replace('.', '')
  return power < 0 ? `0.${'0'.repeat(-power - 1)}${digits}` : digits.padEnd(power + 1, '0')
}
