// Cells of numeric columns, lengths of time among them, to numbers and back.
import type {NumberFormat} from '@inferloop/contract'
import {formatDuration, parseDuration} from './durations.ts'
import {formatNumber, parseNumber} from './number-format.ts'

/** NaN for a text that is not of the format. */
export const readCell = (text: string, format: NumberFormat): number =>
  format.duration === undefined ? parseNumber(text, format) : parseDuration(text, format.duration)

export const writeCell = (value: number, format: NumberFormat, decimals: number): string =>
  format.duration === undefined
    ? formatNumber(value, format, decimals)
    : formatDuration(value, format.duration, decimals)
