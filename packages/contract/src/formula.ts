// How the cells of a column follow from others of the same row. Plain JSON: it travels inside the model file.

export const DATE_PARTS = [
  'year',
  'quarter',
  'month',
  'week',
  'dayOfYear',
  'day',
  'weekday',
  'isoWeekday',
  'hour',
  'minute',
  'second',
  'date',
  'monthStart',
  'hourStart',
  'minuteStart',
  'time',
] as const

/**
 * Calendar parts in the zone the cells are written in: week is ISO 8601's, weekday 0 (Sunday) to 6, isoWeekday 1 (Monday) to 7, date the
 * midnight before, monthStart, hourStart and minuteStart likewise, time the milliseconds since midnight.
 */
export type DatePart = (typeof DATE_PARTS)[number]

export interface Term {
  readonly of: string
  readonly times: number
}

/**
 * `of`, `from`, `to`, `start` and `delay` name columns that follow from no others. Numbers are taken as they stand, instants in
 * milliseconds since 1970-01-01T00:00Z, labels as their codes.
 */
export type Formula =
  /** The same text in every cell. */
  | {readonly type: 'copy'; readonly of: string}
  /** Σ times · of + plus. */
  | {readonly type: 'sum'; readonly terms: readonly Term[]; readonly plus: number}
  /** times · of[0] · of[1]. */
  | {readonly type: 'product'; readonly of: readonly [string, string]; readonly times: number}
  /** ⌊of / by⌋ or of − by · ⌊of / by⌋. */
  | {
      readonly type: 'division'
      readonly of: string
      readonly by: number
      readonly take: 'quotient' | 'remainder'
    }
  /** (to − from) / unit milliseconds, rounded to the column's decimals, or down. */
  | {
      readonly type: 'span'
      readonly from: string
      readonly to: string
      readonly unit: number
      readonly rounding: 'nearest' | 'down'
    }
  /** start + delay · unit milliseconds, modulo 24 hours; `hhmm` columns hold numbers such as 1305, midnight as 0 or 2400. */
  | {
      readonly type: 'clock'
      readonly start: string
      readonly delay: string
      readonly unit: number
      readonly hhmm: boolean
      readonly midnight: 0 | 2400
    }
  /** A part of an instant, plus a number; `labels` are the codes of labels by that part, the first for 0. */
  | {
      readonly type: 'part'
      readonly of: string
      readonly part: DatePart
      readonly plus: number
      readonly labels?: readonly number[]
    }
  /** `values[k]`, a code or a number, where `of` is at least k of the ascending `cuts`. */
  | {
      readonly type: 'steps'
      readonly of: string
      readonly cuts: readonly number[]
      readonly values: readonly number[]
    }
  /** `values[code]`, where `of` holds labels; codes of missing tokens come after those of categories. Null: no value. */
  | {readonly type: 'lookup'; readonly of: string; readonly values: readonly (number | null)[]}

/** A column that follows from others, and what a generator learns of it all the same. */
export interface Derivation {
  readonly formula: Formula
  /**
   * `nothing` where the cell is missing exactly when one it follows from is; `presence` whether there is a value; `exceptions` the
   * values of rows where it does not follow; `hint` all of it, for other columns to depend on, though what is drawn is written over.
   */
  readonly learnt: 'nothing' | 'presence' | 'exceptions' | 'hint'
}
